/** `scroll:` and `show:` of `hx-swap`. */
import type { ScrollSpec, SwapSpec } from "@sse/parser";
import type { DomConfig } from "../config.ts";
import { rootOf } from "../target.ts";

/** Scrolls as `spec` says. `elements` are those it speaks of where it names none: the target, or what replaced it. */
export function scrollTo(spec: SwapSpec, elements: readonly Element[], config: DomConfig): void {
  const { scroll, show } = spec;
  if (scroll) {
    const element = subject(scroll.value, elements, document.scrollingElement);
    if (element && scroll.value.edge !== "none") {
      element.scrollTop = scroll.value.edge === "top" ? 0 : element.scrollHeight;
    }
  }
  if (show && show.value.edge !== "none") {
    subject(show.value, elements, document.documentElement)?.scrollIntoView({
      block: show.value.edge === "top" ? "start" : "end",
      behavior: config.scrollBehavior,
    });
  }
}

function subject(spec: ScrollSpec, elements: readonly Element[], whole: Element | null): Element | null | undefined {
  if (spec.target === "window") return whole;
  const first = elements[0];
  if (spec.target) return (first ? rootOf(first) : document).querySelector(spec.target);
  return spec.edge === "top" ? first : elements.at(-1);
}
