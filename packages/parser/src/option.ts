/** Options: a keyword, for most a colon and a value. Tables of them make up three of the four grammars. */
import type { Report } from "./diagnostic.ts";
import { nearest } from "./suggestion.ts";
import type { Node } from "./types.ts";

/** Makes a value of its text, which stands at `start`; reports and gives `undefined` when it cannot. */
export type Reader<T> = (text: string, start: number, report: Report) => T | undefined;

/** A syntax tree while it grows; `Fields` has the value types of its nodes. */
export type Draft<Fields> = { [K in keyof Fields]?: Node<Fields[K]> };

/** Keyword → the field of the tree that it fills, and the reader of its value. */
export type Table<Fields> = Readonly<
  Record<string, { [K in keyof Fields]: readonly [K, Reader<Fields[K]>] }[keyof Fields]>
>;

/** The reader of keywords that take no value. */
export const flag: Reader<true> = () => true;

/** The reader of text that means what it says. */
export const word: Reader<string> = (text) => text;

/** A reader that takes the given words and no others. */
export function oneOf<T extends string>(...words: readonly T[]): Reader<T> {
  return (text, start, report) =>
    words.find((known) => known === text) ??
    report("bad-value", `write ${words.join(" or ")}`, start, start + text.length, nearest(text, words));
}

/** Splits `keyword:value` at the first colon; without one, `value` is `undefined`. */
export function splitOption(text: string): { readonly keyword: string; readonly value: string | undefined } {
  const colon = text.indexOf(":");
  return colon < 0
    ? { keyword: text, value: undefined }
    : { keyword: text.slice(0, colon), value: text.slice(colon + 1) };
}

/** Whether a table has a keyword; `constructor` and the like are in no table. */
export function knows<Fields>(table: Table<Fields>, keyword: string): boolean {
  return Object.hasOwn(table, keyword);
}

/**
 * Reads the option `keyword` at `start` into `draft`. Of two that fill one field the last counts, as in htmx. `value`
 * is `undefined` when there is no colon; it stands at `valueStart`.
 */
export function readOption<Fields>(
  table: Table<Fields>,
  draft: Draft<Fields>,
  report: Report,
  keyword: string,
  start: number,
  value: string | undefined,
  valueStart = start + keyword.length + 1,
): void {
  const entry = knows(table, keyword) ? table[keyword] : undefined;
  const end = start + keyword.length;
  if (!entry) {
    const known = Object.keys(table);
    return report("unknown-word", `write ${known.join(", ")}`, start, end, nearest(keyword, known));
  }
  if (entry[1] === flag) {
    if (value !== undefined) report("unexpected-value", `write ${keyword} alone`, start, valueStart + value.length);
    fill(draft, entry, report, keyword, start, end);
  } else if (value) fill(draft, entry, report, value, valueStart, valueStart + value.length);
  else report("missing-value", `write ${keyword}:… without a space`, start, value === undefined ? end : valueStart);
}

function fill<Fields, K extends keyof Fields>(
  draft: Draft<Fields>,
  [field, read]: readonly [K, Reader<Fields[K]>],
  report: Report,
  text: string,
  start: number,
  end: number,
): void {
  const value = read(text, start, report);
  if (value === undefined) return;
  const earlier = draft[field];
  if (earlier) {
    const code = earlier.value === value ? "repeated" : "duplicate";
    report(code, "given twice, the last one counts", earlier.start, earlier.end);
  }
  draft[field] = { value, start, end };
}
