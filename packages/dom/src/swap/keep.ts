/** Elements that live through a swap: those with `hx-preserve`, and the field that someone is typing in. */
import { idOf } from "../attributes.ts";
import { rootOf } from "../target.ts";
import { setAttribute } from "./settle.ts";

/** What is typed in; other focused elements are replaced, and their successors focused. */
const typed = "input,textarea,[contenteditable]";

/** What lives through one swap. */
export interface Kept {
  /** What is kept, and the comment that stands for it in the new content. */
  readonly places: ReadonlyMap<Element, Comment>;
  /** Gives the focus back where it was lost. */
  refocus(): void;
}

/** The focused element inside `target`, or `target` itself where `self` says so. */
export function focusedIn(target: Element, self: boolean): HTMLElement | undefined {
  // The common answer first: nothing has the focus.
  const active = document.activeElement !== document.body && rootOf(target).activeElement;
  return active instanceof HTMLElement && target.contains(active) && (self || active !== target) ? active : undefined;
}

/** Takes the successors of kept elements out of `fragment`. `active` has the focus and would go with the old content. */
export function keep(target: Element, fragment: ParentNode, active: HTMLElement | undefined, scroll: boolean): Kept {
  const places = new Map<Element, Comment>();
  const reserve = (kept: Element, successor: Element) => {
    const place = document.createComment("");
    successor.replaceWith(place);
    places.set(kept, place);
  };
  const field = active as HTMLInputElement | undefined;
  const { selectionStart = null, selectionEnd = null } = field ?? {};
  let focus = field && fragment.querySelector<HTMLInputElement>(identity(field));
  for (const successor of fragment.querySelectorAll("[hx-preserve],[data-hx-preserve]")) {
    const kept = rootOf(target).getElementById(idOf(successor));
    if (!kept || kept.contains(target.parentNode)) continue;
    reserve(kept, successor);
    if (field && kept.contains(field)) focus = field;
  }
  if (field && focus && focus !== field && focus.localName === field.localName && field.matches(typed)) {
    wear(field, focus);
    reserve(field, focus);
    focus = field;
  }
  return {
    places,
    refocus() {
      if (!focus) return;
      if (focus !== rootOf(focus).activeElement) focus.focus({ preventScroll: !scroll });
      // New text puts the cursor of a text area at its start, though the field stays.
      if (selectionEnd !== focus.selectionEnd) focus.setSelectionRange?.(selectionStart, selectionEnd);
    },
  };
}

/** A selector for the same field in new content: by its id, else by its name. */
function identity({ id, localName, name }: HTMLInputElement): string {
  return id ? `#${CSS.escape(id)}` : name ? `${localName}[name="${CSS.escape(name)}"]` : ":not(*)";
}

/** What is typed stays; everything the new markup says of the field is taken over. */
function wear(kept: HTMLInputElement, successor: HTMLInputElement): void {
  for (const name of [...kept.getAttributeNames(), ...successor.getAttributeNames()]) {
    const value = successor.getAttribute(name);
    if (kept.getAttribute(name) !== value) setAttribute(kept, name, value);
  }
  kept.checked = successor.checked;
  if (kept.localName === "textarea") kept.defaultValue = successor.defaultValue;
}

/** `moveBefore` keeps focus, frames and animations, where the browser has it and the two share a document. */
export function move(kept: Element, place: Comment): void {
  const parent = place.parentNode as { moveBefore?(node: Node, next: Node): void } | null;
  try {
    parent?.moveBefore?.(kept, place);
  } catch {
    // Not both in one document: an ordinary move is all there is.
  }
  if (kept.nextSibling === place) place.remove();
  else place.replaceWith(kept);
}
