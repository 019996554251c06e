/** Elements that live through a swap of the engine: those with `hx-preserve`, and the field that someone is typing in. */
import { idOf } from "../attributes.ts";
import { rootOf } from "../target.ts";
import { identity, move, refocus, selectionOf, takeAttributes, typed } from "./focus.ts";

/** What lives through one swap. */
export interface Kept {
  /** What is kept, and the comment that stands for it in the new content. */
  readonly places: ReadonlyMap<Element, Comment>;
  /** Gives the focus back where it was lost. */
  refocus(): void;
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
  const selection = selectionOf(field);
  let focus = field && fragment.querySelector<HTMLInputElement>(identity(field));
  for (const successor of fragment.querySelectorAll("[hx-preserve],[data-hx-preserve]")) {
    const kept = rootOf(target).getElementById(idOf(successor));
    if (!kept || kept.contains(target.parentNode)) continue;
    reserve(kept, successor);
    if (field && kept.contains(field)) focus = field;
  }
  if (field && focus && focus !== field && focus.localName === field.localName && field.matches(typed)) {
    takeAttributes(field, focus);
    reserve(field, focus);
    focus = field;
  }
  return {
    places,
    refocus() {
      if (focus) refocus(focus, selection, scroll);
    },
  };
}

/** Puts what is kept in the place that was reserved for it. */
export function restore(kept: Element, place: Comment): void {
  move(kept, place.parentNode, place);
  place.remove();
}
