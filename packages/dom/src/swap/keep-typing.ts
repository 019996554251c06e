/**
 * Keeps the field that someone is typing in while a host swaps. A host puts new fields in the place of old ones; so the
 * field stands aside, in a shelf behind the body, and takes the place of its successor when the host is done.
 */
import { bodyOf, createElement, rootElementOf } from "../native/document.ts";
import { childrenOf, localNameOf, matches } from "../native/element.ts";
import { insertBefore, isConnected, nextSiblingOf, parentNodeOf, remove } from "../native/node.ts";
import { queryAll } from "../native/query.ts";
import { rootOf } from "../target.ts";
import { NEEDS_FRAGMENT } from "./content.ts";
import { focusedIn, identity, move, refocus, selectionOf, takeAttributes, typed } from "./focus.ts";
import type { SwapJob } from "./job.ts";

/** Runs `swap`, which changes the document before it returns or throws. */
export function keepTyping(job: SwapJob, swap: () => void): void {
  const field = fieldAtRisk(job);
  if (!field) return swap();
  const root = rootOf(field);
  const selection = selectionOf(field);
  const alike = identity(field);
  const before = new Set(queryAll(root, alike));
  const successor = (): Element | undefined => [...queryAll(root, alike)].find((each) => !before.has(each));
  const putBack = matches(field, typed) ? putAside(field) : undefined;
  try {
    swap();
  } finally {
    putBack?.(successor);
    const next = isConnected(field) ? field : successor();
    if (next) refocus(next, selection, job.spec.focusScroll?.value === true);
  }
}

/** The focused element that this swap may replace: an out-of-band part may replace any. */
function fieldAtRisk({ target, flags, style }: SwapJob): Element | undefined {
  const anywhere = flags & NEEDS_FRAGMENT ? bodyOf(document) : target;
  if (!(style.drops || style.foreign || anywhere !== target)) return undefined;
  return focusedIn(target, style.drops === "target") ?? focusedIn(anywhere, false);
}

/** Takes the field out of the way. Gives what puts it back: where it stood, or else where its successor stands. */
function putAside(field: Element): (successor: () => Element | undefined) => void {
  const place = new Comment();
  const shelf = createElement(document, "div");
  insertBefore(parentNodeOf(field) ?? bodyOf(document), place, field);
  insertBefore(rootElementOf(document), shelf, nextSiblingOf(bodyOf(document)));
  move(field, shelf, null);
  return (successor) => {
    // The host may have found the field on the shelf, by its id, and put something there or taken it elsewhere.
    if (parentNodeOf(field) === shelf && place.isConnected) settleInto(place);
    else if (!isConnected(field) || parentNodeOf(field) === shelf) {
      const next = successor();
      if (next) takePlaceOf(next);
      if (place.isConnected) settleInto(place);
    }
    place.remove();
    remove(shelf);
  };

  function takePlaceOf(successor: Element): void {
    if (localNameOf(successor) !== localNameOf(field)) return;
    takeAttributes(field, successor);
    move(field, parentNodeOf(successor), successor);
    remove(successor);
  }

  /** Everything on the shelf goes to the place of the field. */
  function settleInto(place: Comment): void {
    for (const node of [...childrenOf(shelf)]) move(node, place.parentNode, place);
  }
}
