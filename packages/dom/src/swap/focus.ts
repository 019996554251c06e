/** Who has the focus, and who takes it over: the person at the keyboard must not notice a swap. */
import { rootOf } from "../target.ts";

/** What is typed in; other focused elements are replaced, and their successors focused. */
export const typed = "input,textarea,[contenteditable]";

/** The focused element inside `target`, or `target` itself where `self` says so. */
export function focusedIn(target: Element, self: boolean): HTMLElement | undefined {
  // The common answer first: nothing has the focus.
  const active = document.activeElement !== document.body && rootOf(target).activeElement;
  return active instanceof HTMLElement && target.contains(active) && (self || active !== target) ? active : undefined;
}

/** A selector for the same field in new content: by its id, else by its name. */
export function identity({ id, localName, name }: HTMLInputElement): string {
  return id ? `#${CSS.escape(id)}` : name ? `${localName}[name="${CSS.escape(name)}"]` : ":not(*)";
}

/** What is typed stays; everything the new markup says of the field is taken over. */
export function takeAttributes(kept: HTMLInputElement, successor: HTMLInputElement): void {
  for (const name of [...kept.getAttributeNames(), ...successor.getAttributeNames()]) {
    const value = successor.getAttribute(name);
    if (kept.getAttribute(name) !== value) setAttribute(kept, name, value);
  }
  kept.checked = successor.checked;
  if (kept.localName === "textarea") kept.defaultValue = successor.defaultValue;
}

/** Where a field's cursor is, or what is selected in it. */
export interface Selection {
  readonly start: number | null;
  readonly end: number | null;
}

/** The selection of a field; elements without one have none. */
export function selectionOf(field: HTMLInputElement | undefined): Selection {
  return { start: field?.selectionStart ?? null, end: field?.selectionEnd ?? null };
}

/** Gives `element` the focus and the selection where it has lost them. */
export function refocus(element: HTMLInputElement, { start, end }: Selection, scroll: boolean): void {
  if (element !== rootOf(element).activeElement) element.focus({ preventScroll: !scroll });
  // New text puts the cursor of a text area at its start, though the field stays.
  if (end !== element.selectionEnd) element.setSelectionRange?.(start, end);
}

/** Moves `node` before `next`. `moveBefore` keeps focus, frames and animations, where the browser has it and the two share a document. */
export function move(node: Element, parent: ParentNode | null, next: Node | null): void {
  const movable = parent as { moveBefore?(node: Node, next: Node | null): void } | null;
  try {
    if (movable?.moveBefore) return movable.moveBefore(node, next);
  } catch {
    // Not both in one document: an ordinary move is all there is.
  }
  parent?.insertBefore(node, next);
}

/** Sets an attribute, or removes it where there is no value. */
export function setAttribute(element: Element, name: string, value: string | null): void {
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}
