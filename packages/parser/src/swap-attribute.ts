/** `hx-swap`: a style, then modifiers, as htmx 2 reads them, and `frame`. */
import { createRecord } from "./diagnostic.ts";
import { duration } from "./duration.ts";
import { flag, knows, oneOf, readOption, splitOption, type Draft, type Reader, type Table } from "./option.ts";
import { nearest } from "./suggestion.ts";
import type { Parsed, ScrollSpec, SwapSpec, SwapStyle } from "./types.ts";

interface Fields {
  style: string;
  swapDelay: number;
  settleDelay: number;
  scroll: ScrollSpec;
  show: ScrollSpec;
  focusScroll: boolean;
  transition: boolean;
  ignoreTitle: boolean;
  frame: true;
}

const styles: readonly SwapStyle[] = [
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

const truth = oneOf("true", "false");
const edge = oneOf("top", "bottom", "none");

const boolean: Reader<boolean> = (text, start, report) => {
  const read = truth(text, start, report);
  return read && read === "true";
};

/** `top`, `window:top`, `#id:bottom`: the last colon stands before the edge. */
const scroll: Reader<ScrollSpec> = (text, start, report) => {
  const colon = text.lastIndexOf(":");
  if (!colon) return report("missing-value", "write a selector before the colon", start, start + 1);
  const read = edge(text.slice(colon + 1), start + colon + 1, report);
  return read && (colon < 0 ? { edge: read } : { target: text.slice(0, colon), edge: read });
};

const modifiers: Table<Fields> = {
  swap: ["swapDelay", duration],
  settle: ["settleDelay", duration],
  scroll: ["scroll", scroll],
  show: ["show", scroll],
  "focus-scroll": ["focusScroll", boolean],
  transition: ["transition", boolean],
  ignoreTitle: ["ignoreTitle", boolean],
  frame: ["frame", flag],
};

/**
 * Reads an `hx-swap` attribute. A first word that is no modifier is the style; one that the grammar does not know is
 * kept, with a warning, since a host or an extension may know it. Delays are in whole milliseconds.
 */
export function parseSwapAttribute(text: string): Parsed<SwapSpec> {
  const { diagnostics, report } = createRecord(text);
  const draft: Draft<Fields> = {};
  let first = true;
  for (const { 0: piece, index } of text.matchAll(/\S+/g)) {
    const { keyword, value } = splitOption(piece);
    const end = index + piece.length;
    const known = styles.some((style) => style === piece);
    if (knows(modifiers, keyword) && (value !== undefined || !first || piece === "frame"))
      readOption(modifiers, draft, report, keyword, index, value);
    else if (first) {
      draft.style = { value: piece, start: index, end };
      const modifier = value && nearest(keyword, Object.keys(modifiers));
      const suggestion = nearest(piece, styles) ?? (modifier && `${modifier}:${value}`);
      if (!known) report("unknown-style", "no style of the grammar, only a host may know it", index, end, suggestion);
    } else if (known) report("style-first", "the style comes first, and once", index, end);
    else readOption(modifiers, draft, report, keyword, index, value);
    first = false;
  }
  return { value: draft, diagnostics };
}
