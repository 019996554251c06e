/** Elements that live through a swap: those with `hx-preserve`, and the field that someone is typing in. */
import { rootOf } from "../target.ts";

/** What is typed in; other focused elements are replaced, and their successors focused. */
const typed =
  "textarea,[contenteditable],input:not([type=checkbox],[type=radio],[type=button],[type=submit],[type=reset],[type=image],[type=range],[type=color])";

/**
 * Takes the successors of kept elements out of `fragment`. The result puts the kept ones in their places, once the
 * fragment stands in the document and before anything old is removed, and gives the focus back.
 */
export function keep(target: Element, fragment: ParentNode, replaced: boolean, scroll: boolean): () => () => void {
  const root = rootOf(target);
  const moves: [Element, Comment][] = [];
  const reserve = (kept: Element, successor: Element) => {
    const place = document.createComment("");
    successor.replaceWith(place);
    moves.push([kept, place]);
  };
  for (const successor of fragment.querySelectorAll("[hx-preserve],[data-hx-preserve]")) {
    const kept = successor.id && root.getElementById(successor.id);
    if (kept) reserve(kept, successor);
  }
  const focused = root.activeElement as HTMLInputElement | null;
  const active = replaced && target.contains(focused) ? focused : null;
  const selector = active && identity(active);
  const successor = selector ? fragment.querySelector<HTMLElement>(selector) : null;
  const range = active && [active.selectionStart, active.selectionEnd];
  let focus: HTMLElement | null = active && moves.some(([kept]) => kept.contains(active)) ? active : successor;
  if (active && successor && successor.localName === active.localName && active.matches(typed)) {
    wear(active, successor);
    reserve(active, successor);
    focus = active;
  }
  return () => {
    for (const [kept, place] of moves) move(kept, place);
    return () => {
      if (!focus || root.activeElement === focus) return;
      focus.focus({ preventScroll: !scroll });
      if (range && range[0] !== null && "setSelectionRange" in focus) {
        (focus as HTMLInputElement).setSelectionRange(range[0] ?? 0, range[1] ?? null);
      }
    };
  };
}

/** A selector for the same field in new content: by its id, else by its name. */
function identity(element: HTMLInputElement): string {
  if (element.id) return `#${CSS.escape(element.id)}`;
  return element.name && element.matches(typed) ? `${element.localName}[name="${CSS.escape(element.name)}"]` : "";
}

/** What is typed stays; everything the new markup says of the field is taken over. */
function wear(kept: HTMLInputElement, successor: HTMLElement): void {
  for (const { name } of [...kept.attributes]) if (!successor.hasAttribute(name)) kept.removeAttribute(name);
  for (const { name, value } of successor.attributes) {
    if (kept.getAttribute(name) !== value) kept.setAttribute(name, value);
  }
  if (kept.localName === "textarea") kept.defaultValue = (successor as HTMLInputElement).defaultValue;
}

/** `moveBefore` keeps focus, frames and animations, where the browser has it and the two share a document. */
function move(kept: Element, place: Comment): void {
  const parent = place.parentNode as (ParentNode & Node & { moveBefore?(node: Node, child: Node): void }) | null;
  try {
    parent?.moveBefore?.(kept, place);
  } catch {
    // Not both in one document: an ordinary move is all there is.
  }
  if (kept.nextSibling === place) place.remove();
  else place.replaceWith(kept);
}
