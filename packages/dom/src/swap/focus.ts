/** Who has the focus, and who takes it over: the person at the keyboard must not notice a swap. */
import { idOf } from "../attributes.ts";
import { controlOf, focus } from "../native/control.ts";
import { bodyOf, focusedOf } from "../native/document.ts";
import { attributeNamesOf, attributeOf, localNameOf, setAttribute } from "../native/element.ts";
import { contains, insertBefore, moveBefore } from "../native/node.ts";
import { rootOf } from "../target.ts";

/** What is typed in; other focused elements are replaced, and their successors focused. */
export const typed = "input,textarea,[contenteditable]:not([contenteditable=false i])";

/** The focused element inside `target`, or `target` itself where `self` says so. */
export function focusedIn(target: Element, self: boolean): HTMLElement | undefined {
  // The common answer first: nothing has the focus.
  const active = focusedOf(document) !== bodyOf(document) && focusedOf(rootOf(target));
  return active instanceof HTMLElement && contains(target, active) && (self || active !== target) ? active : undefined;
}

/** A selector for the same field in new content: by its id, else by its name. */
export function identity(field: Element): string {
  const id = idOf(field);
  const name = attributeOf(field, "name");
  return id ? `#${CSS.escape(id)}` : name ? `${localNameOf(field)}[name="${CSS.escape(name)}"]` : ":not(*)";
}

/** Makes the attributes of `element` those of `other`. */
export function copyAttributes(element: Element, other: Element): void {
  for (const name of [...attributeNamesOf(element), ...attributeNamesOf(other)]) {
    const value = attributeOf(other, name);
    if (attributeOf(element, name) !== value) setAttribute(element, name, value);
  }
}

/** What is typed stays; everything the new markup says of the field is taken over. */
export function takeAttributes(kept: Element, successor: Element): void {
  copyAttributes(kept, successor);
  const [control, fresh] = [controlOf(kept), controlOf(successor)];
  if (fresh.checked !== undefined) control.checked = fresh.checked;
  if (localNameOf(kept) === "textarea" && fresh.defaultValue !== undefined) control.defaultValue = fresh.defaultValue;
}

/** Where a field's cursor is, or what is selected in it. */
export interface Selection {
  readonly start: number | null;
  readonly end: number | null;
}

/** The selection of a field; elements without one have none. */
export function selectionOf(field: Element | undefined): Selection {
  const { selectionStart = null, selectionEnd = null } = controlOf(field);
  return { start: selectionStart, end: selectionEnd };
}

/** Gives `element` the focus and the selection where it has lost them. */
export function refocus(element: Element, { start, end }: Selection, scroll: boolean): void {
  if (element !== focusedOf(rootOf(element))) focus(element, { preventScroll: !scroll });
  // New text puts the cursor of a text area at its start, though the field stays.
  const control = controlOf(element);
  if (end !== (control.selectionEnd ?? null)) control.setSelectionRange?.(start, end);
}

/** Moves `node` before `next`. `moveBefore` keeps focus, frames and animations, where the browser has it and the two share a document. */
export function move(node: Node, parent: ParentNode | null, next: Node | null): void {
  try {
    if (parent && moveBefore(parent, node, next)) return;
  } catch {
    // Not both in one document: an ordinary move is all there is.
  }
  if (parent) insertBefore(parent, node, next);
}
