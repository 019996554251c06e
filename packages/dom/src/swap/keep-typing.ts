/**
 * Keeps the field that someone is typing in while a host swaps. A host puts new fields in the place of old ones; so the
 * field steps aside, behind the body, and a stand-in takes its place. When the host is done, the field takes the place of
 * the stand-in, or of the field that has replaced it.
 */
import type { DomContext } from "../context.ts";
import { blur } from "../native/control.ts";
import { bodyOf, createElement, focusedOf, rootElementOf } from "../native/document.ts";
import { attributeOf, localNameOf, matches, removeAttribute, setAttribute } from "../native/element.ts";
import { contains, insertBefore, isConnected, nextSiblingOf, parentNodeOf, remove } from "../native/node.ts";
import { queryAll } from "../native/query.ts";
import { rootOf } from "../target.ts";
import { removeClass } from "./class.ts";
import { NEEDS_FRAGMENT } from "./content.ts";
import { isDead } from "./dead.ts";
import { focusedIn, holderOf, identity, refocus, selectionOf, takeAttributes, typed } from "./focus.ts";
import { holdScroll } from "./hold-scroll.ts";
import type { SwapJob } from "./job.ts";
import { move } from "./move.ts";
import { shelves } from "./shelf.ts";

/**
 * Runs `swap`, which changes the document before it returns or throws. Where it `morphs`, it keeps by itself what is being
 * typed in the target.
 */
export function keepTyping(job: SwapJob, context: DomContext, morphs: boolean, swap: (job: SwapJob) => void): void {
  const field = fieldAtRisk(job, morphs);
  if (!field) return swap(job);
  const root = rootOf(field);
  const holder = holderOf(field);
  const selection = selectionOf(holder);
  const alike = identity(field);
  const before = new Set(queryAll(root, alike));
  const wasDead = isDead(field, context);
  const isStrange = (element: Element): boolean => isDead(element, context) !== wasDead;
  // What strangers wrote takes the place of nothing of the page's own.
  const successor = (): Element | undefined =>
    [...queryAll(root, alike)].find((each) => !before.has(each) && !isStrange(each));
  const aside = matches(field, typed) ? stepAside(field, context) : undefined;
  try {
    swap(aside && job.target === field ? { ...job, target: aside.standIn } : job);
  } finally {
    aside?.stepBack(successor);
    const focus = isConnected(field) ? holder : successor();
    const now = focusedOf(root);
    if (focus) refocus(focus, selection, job.spec.focusScroll?.value === true, holder);
    // A host gives the focus to whatever has the id.
    else if (now && matches(now, alike) && isStrange(now)) blur(now);
  }
}

/** The focused element that this swap may replace: an out-of-band part may replace any. */
function fieldAtRisk({ target, flags, style }: SwapJob, morphs: boolean): Element | undefined {
  const anywhere = flags & NEEDS_FRAGMENT ? bodyOf(document) : target;
  if (!(style.drops || style.foreign || anywhere !== target)) return undefined;
  const field = focusedIn(target, style.drops === "target") ?? focusedIn(anywhere, false);
  return morphs && field && contains(target, field) ? undefined : field;
}

/** A field out of the way, and what stands in for it. */
interface Aside {
  readonly standIn: Element;
  stepBack(successor: () => Element | undefined): void;
}

function stepAside(field: Element, { config: { addedClass, settlingClass }, renew }: DomContext): Aside {
  const id = attributeOf(field, "id");
  // Found by the id, but no field: a host has nothing to settle between the two.
  const standIn = createElement(document, "data");
  setAttribute(standIn, "id", id);
  const shelf = createElement(document, "div");
  const scrollBack = holdScroll([field]);
  shelves.add(shelf);
  insertBefore(parentNodeOf(field) ?? bodyOf(document), standIn, field);
  insertBefore(rootElementOf(document), shelf, nextSiblingOf(bodyOf(document)));
  move(field, shelf, null);
  removeAttribute(field, "id");
  return {
    standIn,
    stepBack(successor) {
      const place = isConnected(standIn) ? standIn : successor();
      setAttribute(field, "id", id);
      if (place && place !== standIn && localNameOf(place) === localNameOf(field)) {
        const isChanged = takeAttributes(field, place);
        // The host takes these off its own element when it has settled.
        for (const name of [addedClass, settlingClass]) removeClass([field], name);
        takePlaceOf(place);
        if (isChanged) renew?.(field);
      } else if (place === standIn) takePlaceOf(standIn);
      remove(shelf);
      shelves.delete(shelf);
      scrollBack();
    },
  };

  function takePlaceOf(place: Element): void {
    move(field, parentNodeOf(place), place);
    remove(place);
  }
}
