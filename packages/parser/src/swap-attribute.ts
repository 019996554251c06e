/** `hx-swap`: a style, then modifiers, as htmx 2 reads them, and `frame`. */
import { createRecord } from "./diagnostic.ts";
import { readDuration } from "./duration.ts";
import { createOptions, flag, knows, type Draft, type Table } from "./option.ts";
import { nearest } from "./suggestion.ts";
import type { Parsed, ScrollSpec, SwapSpec, SwapStyle } from "./types.ts";
import { keywordOf, wordsOf } from "./word.ts";

export const styles: readonly SwapStyle[] = [
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
];

const edges = ["top", "bottom", "none"] as const;

/** `top`, `window:top`, `#id:bottom`: the last colon stands before the edge. */
function scroll(text: string): ScrollSpec | undefined {
  const colon = text.lastIndexOf(":");
  const edge = edges.find((known) => known === text.slice(colon + 1));
  if (!edge || !colon) return undefined;
  return colon < 0 ? { edge } : { target: text.slice(0, colon), edge };
}

export const swapModifiers: Table<
  SwapSpec,
  { swap: "swapDelay"; settle: "settleDelay"; "focus-scroll": "focusScroll" }
> = {
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
export function parseSwapAttribute(text: string): Parsed<SwapSpec> {
  const { diagnostics, report } = createRecord(text);
  const value: Draft<SwapSpec> = {};
  const read = createOptions(swapModifiers, value, text, report);
  wordsOf(text).forEach((word, index) => {
    const style = styles.some((known) => known === word.value);
    if (index ? !style : knows(swapModifiers, keywordOf(word))) return read(word);
    if (index) return report("misplaced", word, "write one style, and write it first");
    value.style = word;
    if (!style) report("unknown-style", word, "no style of this grammar", nearest(word.value, styles));
  });
  return { value, diagnostics };
}
