/**
 * Keeps the field that someone is typing in while a host swaps. A host puts new fields in the place of old ones; so the
 * field stands aside, in a shelf behind the body, and takes the place of its successor when the host is done.
 */
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
  const before = new Set(root.querySelectorAll(alike));
  const successor = (): HTMLInputElement | undefined =>
    [...root.querySelectorAll<HTMLInputElement>(alike)].find((each) => !before.has(each));
  const putBack = field.matches(typed) ? putAside(field) : undefined;
  try {
    swap();
  } finally {
    putBack?.(successor);
    const focus = field.isConnected ? field : successor();
    if (focus) refocus(focus, selection, job.spec.focusScroll?.value === true);
  }
}

/** The focused element that this swap may replace: an out-of-band part may replace any. */
function fieldAtRisk({ target, flags, style }: SwapJob): HTMLInputElement | undefined {
  const anywhere = flags & NEEDS_FRAGMENT ? document.body : target;
  if (!(style.drops || style.foreign || anywhere !== target)) return undefined;
  const focused = focusedIn(target, style.drops === "target") ?? focusedIn(anywhere, false);
  return focused as HTMLInputElement | undefined;
}

/** Takes the field out of the way. Gives what puts it back: where it stood, or else where its successor stands. */
function putAside(field: HTMLInputElement): (successor: () => HTMLInputElement | undefined) => void {
  const place = document.createComment("");
  const shelf = document.createElement("div");
  field.before(place);
  document.body.after(shelf);
  move(field, shelf, null);
  return (successor) => {
    // The host may have found the field on the shelf, by its id, and put something there or taken it elsewhere.
    if (field.parentNode === shelf && place.isConnected) settleInto(place);
    else if (!field.isConnected || field.parentNode === shelf) {
      const next = successor();
      if (next) replace(next);
      if (place.isConnected) settleInto(place);
    }
    place.remove();
    shelf.remove();
  };

  function replace(successor: HTMLInputElement): void {
    if (successor.localName !== field.localName) return;
    takeAttributes(field, successor);
    move(field, successor.parentNode, successor);
    successor.remove();
  }

  /** Everything on the shelf goes to the place of the field. */
  function settleInto(place: Comment): void {
    for (const node of [...shelf.children]) move(node, place.parentNode, place);
  }
}
