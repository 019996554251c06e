/** Elements that live through a swap: those with `hx-preserve`, and the field that someone is typing in. */
import { rootOf } from "../target.ts";

/** What is typed in; other focused elements are replaced, and their successors focused. */
const typed =
  "textarea,[contenteditable],input:not([type=checkbox],[type=radio],[type=button],[type=submit],[type=reset],[type=image],[type=range],[type=color])";

/** What lives through one swap. */
export interface Kept {
  readonly elements: ReadonlySet<Element>;
  /** Puts them in their places, once the new content stands in the document and before anything old is removed. */
  put(): void;
  /** Gives the focus back where it was lost. */
  focus(): void;
}

/** Takes the successors of kept elements out of `fragment`. `replaced`: what stands in `target` goes, and may be typed in. */
export function keep(target: Element, fragment: ParentNode, replaced: boolean, scroll: boolean): Kept {
  const root = rootOf(target);
  const places = new Map<Element, Comment>();
  const reserve = (kept: Element, successor: Element) => {
    const place = document.createComment("");
    successor.replaceWith(place);
    places.set(kept, place);
  };
  for (const successor of fragment.querySelectorAll("[hx-preserve],[data-hx-preserve]")) {
    const kept = successor.id && root.getElementById(successor.id);
    if (kept && (kept === target ? replaced : !kept.contains(target))) reserve(kept, successor);
  }
  const focused = root.activeElement as HTMLInputElement | null;
  const active = replaced && focused && focused !== document.body && target.contains(focused) ? focused : null;
  const selector = active && identity(active);
  const successor = selector ? fragment.querySelector<HTMLElement>(selector) : null;
  const range = active && [active.selectionStart, active.selectionEnd];
  let focus: HTMLElement | null =
    active && [...places.keys()].some((kept) => kept.contains(active)) ? active : successor;
  if (active && successor && successor.localName === active.localName && active.matches(typed)) {
    wear(active, successor);
    reserve(active, successor);
    focus = active;
  }
  return {
    elements: new Set(places.keys()),
    put() {
      for (const [kept, place] of places) move(kept, place);
    },
    focus() {
      if (!focus || root.activeElement === focus) return;
      focus.focus({ preventScroll: !scroll });
      if (range && range[0] !== null && "setSelectionRange" in focus) {
        (focus as HTMLInputElement).setSelectionRange(range[0] ?? 0, range[1] ?? null);
      }
    },
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
