/** `hx-swap`: a style, then modifiers, as htmx 2 reads them, and `frame`. */
import { parser } from "./diagnostic.ts";
import { readDuration } from "./duration.ts";
import { createOptions, flag, optionOf, type Draft, type Table } from "./option.ts";
import type { ScrollSpec, SwapSpec, SwapStyle } from "./types.ts";
import { wordsOf } from "./word.ts";

export const styles: readonly string[] = [
  "innerHTML",
  "outerHTML",
  "textContent",
  "beforebegin",
  "afterbegin",
  "beforeend",
  "afterend",
  "delete",
  "none",
  "morph",
  "morph:innerHTML",
  "morph:outerHTML",
] satisfies SwapStyle[];

/** `top`, `window:top`, `#id:bottom`: the last colon stands before the edge. */
function scroll(text: string): ScrollSpec | undefined {
  const [, target, edge] = /^(?:([^]+):)?(top|bottom|none)$/.exec(text) ?? [];
  return edge ? ({ ...(target && { target }), edge } as ScrollSpec) : undefined;
}

export const swapModifiers: Table<
  SwapSpec,
  { swap: "swapDelay"; settle: "settleDelay"; "focus-scroll": "focusScroll" }
> = {
  __proto__: null as never,
  swap: [readDuration, "1s", "swapDelay"],
  settle: [readDuration, "1s", "settleDelay"],
  scroll: [scroll, "bottom"],
  show: [scroll, "#id:top"],
  "focus-scroll": [[true, false], undefined, "focusScroll"],
  transition: [[true, false]],
  ignoreTitle: [[true, false]],
  frame: [flag],
};

/**
 * Reads an `hx-swap` attribute. A first word that is no modifier is the style; one that the grammar does not know is
 * kept, with a warning, since a host or an extension may know it. Delays are in whole milliseconds.
 */
export const parseSwapAttribute = /* @__PURE__ */ parser((text, report): SwapSpec => {
  const value: Draft<SwapSpec> = {};
  const read = createOptions(swapModifiers, value, report);
  wordsOf(text).forEach((word, index) => {
    const isStyle = styles.includes(word.value);
    if (index ? !isStyle : optionOf(swapModifiers, word)) return read(word);
    if (index) return report("misplaced", word, "one style, first");
    value.style = word;
    if (!isStyle) report("unknown-style", word, "a known style", styles);
  });
  return value;
});
