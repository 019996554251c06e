/** Who has the focus, and who takes it over: the person at the keyboard must not notice a swap. */
import { hostMark, idOf, isBinding } from "../attributes.ts";
import { controlOf, focus } from "../native/control.ts";
import { bodyOf, focusedOf, textSelectionOf } from "../native/document.ts";
import {
  attributeCountOf,
  attributeNamesOf,
  attributeOf,
  localNameOf,
  matches,
  setAttribute,
  shadowRootOf,
} from "../native/element.ts";
import { listen, unlisten } from "../native/event-target.ts";
import { contains, isConnected } from "../native/node.ts";
import { rootOf } from "../target.ts";
import { oweChange } from "./owed-change.ts";

const editable = "[contenteditable]:not([contenteditable=false i])";

/** What is typed in; other focused elements are replaced, and their successors focused. */
export const typed = `input,textarea,${editable}`;

/** The focused element inside `target`, or `target` itself where `self` says so. */
export function focusedIn(target: Element, self: boolean): HTMLElement | undefined {
  // The common answer first: nothing has the focus.
  const active = focusedOf(document) !== bodyOf(document) && focusedOf(rootOf(target));
  return active instanceof HTMLElement && contains(target, active) && (self || active !== target) ? active : undefined;
}

/** What has the focus where `element` has it: in an open shadow root, what has it there. */
export function holderOf(element: Element): Element {
  const root = shadowRootOf(element);
  const inner = root && focusedOf(root);
  return inner ? holderOf(inner) : element;
}

/** A selector for the same field in new content: by its id, else by its name. */
export function identity(field: Element): string {
  const id = idOf(field);
  const name = attributeOf(field, "name");
  return id ? `#${CSS.escape(id)}` : name ? `${localNameOf(field)}[name="${CSS.escape(name)}"]` : ":not(*)";
}

/** Each is looked up among all: thousands take seconds. */
export const mostAttributes = 500;

/** Makes the attributes of `element` those of `other`, where they are not too many. Gives whether a host has to bind it anew for it. */
export function copyAttributes(element: Element, other: Element): boolean {
  let binds = false;
  if (Math.max(attributeCountOf(element), attributeCountOf(other)) > mostAttributes) return binds;
  for (const name of [...attributeNamesOf(element), ...attributeNamesOf(other)]) {
    const value = attributeOf(other, name);
    if (name === hostMark || attributeOf(element, name) === value) continue;
    setAttribute(element, name, value);
    binds ||= isBinding(name);
  }
  return binds;
}

/** What is typed stays; everything the new markup says of the field is taken over. Gives what `copyAttributes` gives. */
export function takeAttributes(kept: Element, successor: Element): boolean {
  const binds = copyAttributes(kept, successor);
  const [control, fresh] = [controlOf(kept), controlOf(successor)];
  if (fresh.checked !== undefined) control.checked = fresh.checked;
  if (localNameOf(kept) === "textarea" && fresh.defaultValue !== undefined) control.defaultValue = fresh.defaultValue;
  return binds;
}

/** Puts the cursor, or what is selected, where it was in a field. */
export type Selecting = (element: Element) => void;

/** Where the cursor of a field is now, or what is selected in it; elements without one have none. */
export function selectionOf(field: Element | undefined): Selecting {
  if (field && matches(field, editable)) return rangeIn(field);
  const { selectionStart: start = null, selectionEnd: end = null } = controlOf(field);
  return (element) => {
    // New text puts the cursor of a text area at its start, though the field stays.
    const control = controlOf(element);
    if (end !== (control.selectionEnd ?? null)) control.setSelectionRange?.(start, end);
  };
}

/** In an editable element it is the document's selection, which a move of the element collapses. */
function rangeIn(field: Element): Selecting {
  const selection = textSelectionOf(rootOf(field));
  if (!selection) return () => {};
  const { anchorNode: start, anchorOffset, focusNode: end, focusOffset } = selection;
  return () => {
    const stands = start && end && contains(field, start) && contains(field, end) && isConnected(field);
    const isThere =
      selection.anchorNode === start &&
      selection.anchorOffset === anchorOffset &&
      selection.focusNode === end &&
      selection.focusOffset === focusOffset;
    if (stands && !isThere) selection.setBaseAndExtent(start, anchorOffset, end, focusOffset);
  };
}

/** Gives `element` the focus and the selection where it has lost them. Where it was `holder`, it has had them all the time. */
export function refocus(element: Element, select: Selecting, scroll: boolean, holder?: Element): void {
  const give = (): void => focus(element, { preventScroll: !scroll });
  if (element === focusedOf(rootOf(element))) return select(element);
  if (element === holder) {
    unheard(["focus", "focusin"], give);
    oweChange(element);
  } else give();
  select(element);
}

/** Nothing has happened as far as the page is concerned: nobody hears of events of these types. */
export function unheard(types: readonly string[], work: () => void): void {
  const hush = (event: Event): void => event.stopImmediatePropagation();
  for (const type of types) listen(window, type, hush, true);
  try {
    work();
  } finally {
    for (const type of types) unlisten(window, type, hush, true);
  }
}
