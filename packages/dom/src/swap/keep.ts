/** Elements that live through a swap of the engine: those with `hx-preserve`, and the field that someone is typing in. */
import { idOf } from "../attributes.ts";
import { localNameOf, matches } from "../native/element.ts";
import { contains, parentNodeOf, remove, replace } from "../native/node.ts";
import { queryAll } from "../native/query.ts";
import { rootOf } from "../target.ts";
import { isAnswered } from "./answered.ts";
import { isDead } from "./dead.ts";
import { holderOf, identity, refocus, selectionOf, takeAttributes, typed } from "./focus.ts";
import { holdScroll } from "./hold-scroll.ts";
import { liveIds, preserved } from "./live-id.ts";
import { move } from "./move.ts";
import type { Placement } from "./placement.ts";

/** What lives through one swap. */
export interface Kept {
  /** What is kept, and the comment that stands for it in the new content. */
  readonly places: ReadonlyMap<Element, Comment>;
  /** When it stands: gives the focus back where it was lost. */
  refocus(): void;
}

/** Takes the successors of kept elements out of `fragment`. `active` has the focus and would go with the old content. */
export function keep(
  { target, fragment, style, context, source, focusScroll = false }: Placement,
  active: HTMLElement | undefined,
): Kept {
  const places = new Map<Element, Comment>();
  const reserve = (kept: Element, successor: Element) => {
    const place = new Comment();
    replace(successor, place);
    places.set(kept, place);
  };
  const field = active;
  const holder = field && holderOf(field);
  const selection = selectionOf(holder);
  const wasDead = field && isDead(field, context);
  const landsDead = style.drops === "content" && isDead(target, context);
  /** What has the focus afterwards: never what a stranger wrote in the place of the page's own. */
  let next =
    field && [...queryAll(fragment, identity(field))].find((each) => (landsDead || isDead(each, context)) === wasDead);
  const live = liveIds(rootOf(target), { target, context, source });
  for (const successor of queryAll(fragment, preserved)) {
    const kept = live(idOf(successor));
    // What stands in another that is kept lives on in that one.
    if (!kept || !contains(fragment, successor) || contains(kept, parentNodeOf(target))) continue;
    reserve(kept, successor);
    if (field && contains(kept, field)) next = field;
  }
  let isChanged = false;
  const isKept = field && matches(field, typed) && !isAnswered(field);
  if (isKept && next && next !== field && localNameOf(next) === localNameOf(field)) {
    isChanged = takeAttributes(field, next);
    reserve(field, next);
    next = field;
  }
  return {
    places,
    refocus() {
      if (isChanged && field) context.renew?.(field);
      const focus = next === field ? holder : next;
      if (focus) refocus(focus, selection, focusScroll, holder);
    },
  };
}

/** What is kept, behind what it stands in. */
function outermostFirst(places: ReadonlyMap<Element, Comment>): [Element, Comment][] {
  const depths = new Map<Node, number>();
  for (const element of places.keys()) {
    const path: Node[] = [];
    let at: Node | null = element;
    for (; at && !depths.has(at); at = parentNodeOf(at)) path.push(at);
    let depth = (at && depths.get(at)) ?? 0;
    for (let node = path.pop(); node; node = path.pop()) depths.set(node, ++depth);
  }
  return [...places].sort(([one], [other]) => (depths.get(one) ?? 0) - (depths.get(other) ?? 0));
}

/**
 * Puts what is kept into the places that were reserved for it. Positions are read before anything moves, in one layout; what
 * stands in another moves first, so that nothing moves twice.
 */
export function restore(places: ReadonlyMap<Element, Comment>): void {
  const kept = outermostFirst(places);
  const scrollBack = holdScroll(places.keys());
  for (let last = kept.pop(); last; last = kept.pop()) {
    const [element, place] = last;
    move(element, place.parentNode, place);
    remove(place);
  }
  scrollBack();
}
