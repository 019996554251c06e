/** Options: a keyword, for most a colon and a value. Tables of them make up three of the four grammars. */
import type { Report } from "./diagnostic.ts";
import type { Node, Span } from "./types.ts";
import { cut, keywordOf } from "./word.ts";

/** The words a value may be, or what makes a value of its text; `undefined` when it cannot. */
export type Reader<T> = readonly T[] | ((text: string) => T | undefined);

/** A syntax tree while it grows. */
export type Draft<Tree> = { -readonly [K in keyof Tree]: Tree[K] };

type ValueOf<Field> = NonNullable<Field> extends Node<infer T> | readonly Node<infer T>[] ? T : never;

/** How an option is read, an example of its value, and the field it fills if that is not called like the keyword. */
type Option<Tree, K extends keyof Tree> = readonly [read: Reader<ValueOf<Tree[K]>>, example?: string, field?: K];

/**
 * Options by keyword; `Names` has the keywords that are not called like their fields. A table inherits nothing:
 * `constructor` is no option.
 */
export type Table<Tree, Names extends Record<string, keyof Tree>> = {
  readonly __proto__: never;
} & {
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

/** The reader of numbers of this form. */
export const numberLike =
  (form: RegExp) =>
  (text: string): number | undefined =>
    form.test(text) ? Number(text) : undefined;

/** The option that a word is one of. */
export const optionOf = (table: AnyTable, word: Node<string>): AnyTable[string] => table[keywordOf(word)];

/** Reads a `keyword:value` word. */
export type ReadOption = (word: Node<string>) => void;

/**
 * Gives the function that reads options into the `fields` of a tree. A field that is a list collects its values; of two words that
 * fill any other the last counts, as in htmx.
 */
export function createOptions(table: AnyTable, fields: Record<PropertyKey, unknown>, report: Report): ReadOption {
  const seen = new Set<string>();

  return (word) => {
    const keyword = keywordOf(word);
    const name = cut(word, 0, keyword.length);
    const option = table[keyword];
    if (!option) {
      const known = Object.keys(table);
      return report("unknown-keyword", name, known.join(", "), known);
    }
    const [read, example, field = keyword] = option;
    const given = cut(word, keyword.length + 1);
    const words = "map" in read ? read.map(String) : [];
    const value = "map" in read ? read[words.indexOf(given.value)] : read(given.value);
    const node = { ...(given.value ? given : name), value };
    const earlier = fields[field];
    if (value === undefined) {
      const correct = read === flag ? keyword : `${keyword}:${example ?? words.join("|")}`;
      report(given.value ? "bad-value" : "missing-value", node, correct, words);
    } else if (seen.has(word.value)) report("repeated", word, "it once");
    else if (Array.isArray(earlier)) earlier.push(node);
    else {
      if (earlier) report("duplicate", earlier as Span, "only the last");
      fields[field] = node;
    }
    seen.add(word.value);
  };
}
