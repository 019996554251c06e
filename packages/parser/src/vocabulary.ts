/** The words of the grammars as data: for editors, documentation, and whatever completes attributes. */
import type { AnyOptions } from "./option.ts";
import { sseOptions } from "./sse-attribute.ts";
import { styles, swapModifiers } from "./swap-attribute.ts";
import { triggerModifiers } from "./trigger-attribute.ts";
import { flag } from "./value.ts";

/** One keyword of an attribute, and what may stand behind its colon. */
export interface Keyword {
  readonly keyword: string;
  /** The words it takes, where it takes no others. */
  readonly values?: readonly string[];
  /** A value that it takes; absent for a keyword that stands alone. */
  readonly example?: string;
}

/** What can be written in an attribute besides names, URLs and selectors. */
export interface Vocabulary {
  /** Words that stand alone and come first: the styles of `hx-swap`. */
  readonly styles: readonly string[];
  readonly keywords: readonly Keyword[];
}

function keywordsOf(options: AnyOptions): readonly Keyword[] {
  return Array.from(options, ([keyword, { value: type }]) => {
    if (type === flag) return { keyword };
    const { words: values, example = "" } = type;
    return values ? { keyword, values, example: values[0] ?? "" } : { keyword, example };
  });
}

/** By attribute, without `data-`; in the order of the grammar, from the tables that the parse functions read. */
export const vocabulary: Readonly<Record<"hx-sse" | "hx-swap" | "hx-trigger", Vocabulary>> = {
  "hx-sse": { styles: [], keywords: keywordsOf(sseOptions) },
  "hx-swap": { styles, keywords: keywordsOf(swapModifiers) },
  "hx-trigger": { styles: [], keywords: keywordsOf(triggerModifiers) },
};
