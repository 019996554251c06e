/** `hx-swap`: a style, then modifiers, as htmx 2 reads them, and `frame`. */
import { parser } from "./diagnostic.ts";
import { createOptions, optionOf, type Draft, type Options } from "./option.ts";
import type { ScrollSpec, SwapSpec, SwapStyle } from "./types.ts";
import { boolean, duration, flag, parsed } from "./value.ts";
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
  "before",
  "prepend",
  "append",
  "after",
  "innerMorph",
  "outerMorph",
] satisfies SwapStyle[];

/** `top`, `window:top`, `#id:bottom`: the last colon stands before the edge. */
function scroll(text: string): ScrollSpec | undefined {
  const [, target, edge] = /^(?:([^]+):)?(top|bottom|none)$/.exec(text) ?? [];
  return edge ? ({ ...(target && { target }), edge } as ScrollSpec) : undefined;
}

/** `bottom`, `#id:bottom`, `window:bottom`. */
const end = (text: string): ScrollSpec | undefined => (text.endsWith("bottom") ? scroll(text) : undefined);

export const swapModifiers: Options<SwapSpec> = /* @__PURE__ */ new Map([
  ["swap", { field: "swapDelay", value: duration("1s") }],
  ["settle", { field: "settleDelay", value: duration("1s") }],
  ["scroll", { field: "scroll", value: parsed(scroll, "bottom") }],
  ["stick", { field: "stick", value: parsed(end, "bottom") }],
  ["show", { field: "show", value: parsed(scroll, "#id:top") }],
  ["focus-scroll", { field: "focusScroll", value: boolean }],
  ["transition", { field: "transition", value: boolean }],
  ["ignoreTitle", { field: "ignoreTitle", value: boolean }],
  ["frame", { field: "frame", value: flag }],
]);

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
