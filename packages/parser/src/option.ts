/** Options: a keyword, for most a colon and a value. Tables of them make up three of the four grammars. */
import type { Report } from "./diagnostic.ts";
import { nearest } from "./suggestion.ts";
import type { Node } from "./types.ts";
import { keywordOf, nodeAt } from "./word.ts";

/** The words a value may be, or what makes a value of its text; `undefined` when it cannot. */
export type Reader<T> = readonly T[] | ((text: string) => T | undefined);

/** A syntax tree while it grows. */
export type Draft<Tree> = { -readonly [K in keyof Tree]: Tree[K] };

type ValueOf<Field> = NonNullable<Field> extends Node<infer T> | readonly Node<infer T>[] ? T : never;

/** How an option is read, an example of its value, and the field it fills if that is not called like the keyword. */
type Option<Tree, K extends keyof Tree> = readonly [read: Reader<ValueOf<Tree[K]>>, example?: string, field?: K];

/** Options by keyword; `Names` has the keywords that are not called like their fields. */
export type Table<Tree, Names extends Record<string, keyof Tree>> = {
  readonly [K in keyof Tree as K extends Names[keyof Names] ? never : K]?: Option<Tree, K>;
} & {
  readonly [N in keyof Names]: readonly [Reader<ValueOf<Tree[Names[N]]>>, string | undefined, Names[N]];
};

/** Any table, to code that does not care which. */
export type AnyTable = Readonly<
  Record<string, readonly [read: Reader<unknown>, example?: string | undefined, field?: PropertyKey] | undefined>
>;

/** The reader of keywords that take no value. */
export const flag = (text: string): true | undefined => (text ? undefined : true);

/** The reader of text that means what it says. */
export const anyText = (text: string): string | undefined => text || undefined;

/** Whether a table has a keyword; `constructor` and the like are in none. */
export const knows = (table: object, keyword: string): boolean => Object.keys(table).includes(keyword);

/** Reads a `keyword:value` word. */
export type ReadOption = (word: Node<string>) => void;

/**
 * Gives the function that reads options into `draft`. A field that is a list collects its values; of two words that
 * fill any other the last counts, as in htmx.
 */
export function createOptions(table: AnyTable, draft: object, text: string, report: Report): ReadOption {
  const seen = new Set<string>();

  return (word) => {
    const keyword = keywordOf(word);
    const colon = word.start + keyword.length;
    const name = nodeAt(text, word.start, colon);
    const known = Object.keys(table);
    const option = known.includes(keyword) ? table[keyword] : undefined;
    if (!option) return report("unknown-keyword", name, `write ${known.join(", ")}`, nearest(keyword, known));
    const [read, example, field = keyword] = option;
    const given = nodeAt(text, colon + 1, word.end);
    const words = typeof read === "function" ? [] : read.map(String);
    const value = typeof read === "function" ? read(given.value) : read[words.indexOf(given.value)];
    const node = given.value ? given : name;
    if (value === undefined) {
      const advice = `write ${keyword}${read === flag ? "" : `:${example ?? words.join("|")}`}`;
      report(given.value ? "bad-value" : "missing-value", node, advice, nearest(given.value, words));
    } else if (seen.has(word.value)) report("repeated", word, "write it once");
    else fill(draft, field, { ...node, value }, report);
    seen.add(word.value);
  };
}

function fill(draft: object, field: PropertyKey, node: Node<unknown>, report: Report): void {
  const earlier: unknown = Reflect.get(draft, field);
  if (Array.isArray(earlier)) earlier.push(node);
  else {
    if (earlier) report("duplicate", earlier as Node<unknown>, "write one, the last counts");
    Reflect.set(draft, field, node);
  }
}
