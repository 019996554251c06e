/** `stick:bottom`: follows what grows at its end, for readers who have the end in view. */
import type { ScrollSpec } from "@sse/parser";
import { rootElementOf, scrollingElementOf } from "../native/document.ts";
import { clientHeightOf, scrollBack, scrollHeightOf, scrollOf, scrollTopOf } from "../native/element.ts";
import { isConnected, parentElementOf } from "../native/node.ts";
import { query } from "../native/query.ts";
import { rootOf } from "../target.ts";
import { inNextFrame } from "./frame.ts";

/** So near to its end, in pixels, a reader is at the end. */
const near = 8;

/** Where a reader was before the first of the swaps that come before the next frame. */
interface Reader {
  readonly selector: string | undefined;
  readonly scroller: Element;
  /** How far down; `undefined`: the end was not in view. */
  readonly top: number | undefined;
}

const readers = new Map<Element, Reader>();

/**
 * Before a swap of `target`: where the end is in view, it will be in view in the next frame, too. The layout is asked once
 * a frame, however many swaps there are.
 */
export function stickToEnd({ target: selector }: ScrollSpec, target: Element): void {
  const known = readers.get(target);
  if (known && known.selector === selector) return;
  if (!readers.size) inNextFrame(follow);
  const page = scrollingElementOf(document) ?? rootElementOf(document);
  const named = selector && selector !== "window" ? query(rootOf(target), selector) : undefined;
  const scroller = selector === "window" ? page : (named ?? scrollerOf(target) ?? page);
  const top = scrollTopOf(scroller);
  readers.set(target, { selector, scroller, top: restOf(scroller) > near ? undefined : top });
}

/** How much is below what is in view. */
const restOf = (scroller: Element): number =>
  scrollHeightOf(scroller) - clientHeightOf(scroller) - scrollTopOf(scroller);

function follow(): void {
  const before = [...readers.values()];
  readers.clear();
  for (const { scroller, top } of before) {
    // A reader who has scrolled up meanwhile stays there.
    const stays = top === undefined || !isConnected(scroller) || scrollTopOf(scroller) < top - near;
    // At once: in the middle of a smooth scroll, the next event would find a reader who is not at the end.
    if (!stays && restOf(scroller) > 0) scrollBack(scroller, { ...scrollOf(scroller), top: scrollHeightOf(scroller) });
  }
}

/** The element, or the nearest around it, that scrolls by itself. */
function scrollerOf(target: Element): Element | undefined {
  for (let at: Element | null = target; at; at = parentElementOf(at)) {
    if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
  }
  return undefined;
}
