/** `scroll:` and `show:` of `hx-swap`. */
import type { ScrollSpec, SwapSpec } from "@sse/parser";
import type { DomConfig } from "../config.ts";
import { scrollingElementOf } from "../native/document.ts";
import { scrollHeightOf, scrollIntoView, setScroll } from "../native/element.ts";
import { query } from "../native/query.ts";
import { rootOf } from "../target.ts";
import { wantsLessMotion } from "./motion.ts";

/** Scrolls as `spec` says. `elements` are those it speaks of where it names none: the target, or what replaced it. */
export function scrollTo({ scroll, show }: SwapSpec, elements: readonly Element[], config: DomConfig): void {
  const scrolled = scroll && subject(scroll.value, elements);
  if (scrolled) setScroll(scrolled, scroll.value.edge === "top" ? 0 : scrollHeightOf(scrolled));
  const shown = show && subject(show.value, elements);
  if (!shown) return;
  const behavior = wantsLessMotion() ? "instant" : config.scrollBehavior;
  scrollIntoView(shown, { block: show?.value.edge === "top" ? "start" : "end", behavior });
}

function subject({ target, edge }: ScrollSpec, elements: readonly Element[]): Element | null | undefined {
  if (edge === "none") return null;
  if (target === "window") return scrollingElementOf(document);
  const [first] = elements;
  if (target) return query(first ? rootOf(first) : document, target);
  return edge === "top" ? first : elements.at(-1);
}
