/** `stick:bottom`: follows what grows at its end, for readers who have the end in view. */
import type { ScrollSpec } from "@sse/parser";
import { rootElementOf, scrollingElementOf } from "../native/document.ts";
import { clientHeightOf, scrollHeightOf, scrollTopOf, setScroll } from "../native/element.ts";
import { isConnected, parentElementOf } from "../native/node.ts";
import { query } from "../native/query.ts";
import { rootOf } from "../target.ts";

/** So near to its end, in pixels, a reader is at the end. */
const near = 8;

/** Looks whether the end is in view. Gives what scrolls there when the new content stands, or `undefined`. */
export function stickToEnd({ target: selector }: ScrollSpec, target: Element): (() => void) | undefined {
  const page = scrollingElementOf(document) ?? rootElementOf(document);
  const named = selector && selector !== "window" ? query(rootOf(target), selector) : undefined;
  const scroller = selector === "window" ? page : (named ?? scrollerOf(target) ?? page);
  const rest = scrollHeightOf(scroller) - clientHeightOf(scroller) - scrollTopOf(scroller);
  if (rest > near) return undefined;
  return () => {
    if (isConnected(scroller)) setScroll(scroller, scrollHeightOf(scroller));
  };
}

/** The element, or the nearest around it, that scrolls by itself. */
function scrollerOf(target: Element): Element | undefined {
  for (let at: Element | null = target; at; at = parentElementOf(at)) {
    if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
  }
  return undefined;
}
