/** Options: a keyword, for most a colon and a value. Tables of them make up three of the four grammars. */
import type { Report } from "./diagnostic.ts";
import type { Node, Span } from "./types.ts";
import { flag, type ValueType } from "./value.ts";
import { cut, keywordOf } from "./word.ts";

/** A syntax tree while it grows. */
export type Draft<Tree> = { -readonly [K in keyof Tree]: Tree[K] };

type ValueOf<Field> = NonNullable<Field> extends Node<infer T> | readonly Node<infer T>[] ? T : never;

/** An option: the value it takes, and the field of the tree that it fills. */
export interface Option<K extends PropertyKey = PropertyKey, T = unknown> {
  readonly value: ValueType<T>;
  readonly field: K;
  /** Other kinds of value that the keyword takes, each with a field of its own. */
  readonly also?: readonly Option[];
  /** May stand there several times: the field is a list. */
  readonly isList?: true;
}

/** The option and its other kinds. */
export const kindsOf = (option: Option): readonly Option[] => [option, ...(option.also ?? [])];

type OptionOf<Tree> = { readonly [K in keyof Tree]-?: Option<K, ValueOf<Tree[K]>> }[keyof Tree];

/** The options of an attribute by keyword, in the order in which they are printed and listed. */
export type Options<Tree> = ReadonlyMap<string, OptionOf<Tree>>;

/** The options of any attribute. */
export type AnyOptions = ReadonlyMap<string, Option>;

/** The option that a word is one of. */
export const optionOf = (options: AnyOptions, word: Node<string>): Option | undefined => options.get(keywordOf(word));

/** What was meant by a word with `=` for the colon, and by a URL alone where one can be connected to. */
function meantWord(word: string, options: AnyOptions): string | undefined {
  const at = word.indexOf("=");
  if (at > 0 && options.has(word.slice(0, at))) return `${word.slice(0, at)}:${word.slice(at + 1)}`;
  return options.has("connect") && /^(?:https?:|\.{0,2}\/)/.test(word) ? `connect:${word}` : undefined;
}

/** Reads a `keyword:value` word. */
export type ReadOption = (word: Node<string>) => void;

/**
 * Gives the function that reads options into the `fields` of a tree. A field that is a list collects its values; of two words that
 * fill any other the last counts, as in htmx.
 */
export function createOptions(options: AnyOptions, fields: Record<PropertyKey, unknown>, report: Report): ReadOption {
  const seen = new Set<string>();

  return (word) => {
    const keyword = keywordOf(word);
    const name = cut(word, 0, keyword.length);
    const option = options.get(keyword);
    if (!option) {
      const known = [...options.keys()];
      const meant = meantWord(word.value, options);
      return report("unknown-keyword", meant ? word : name, known.join(", "), meant ?? known);
    }
    const given = cut(word, keyword.length + 1);
    const kinds = kindsOf(option);
    const { value: type, field } = kinds.find((kind) => kind.value.read(given.value) !== undefined) ?? option;
    const value = type.read(given.value);
    const node = { ...(given.value ? given : name), value };
    const earlier = fields[field];
    if (value === undefined) {
      const correct = type === flag ? keyword : `${keyword}:${kinds.map((kind) => kind.value.example).join("|")}`;
      report(given.value ? "bad-value" : "missing-value", node, correct, type.words);
    } else if (seen.has(word.value)) report("repeated", word, "it once");
    else if (Array.isArray(earlier)) earlier.push(node);
    else if (option.isList) fields[field] = [node];
    else {
      if (earlier) report("duplicate", earlier as Span, "only the last");
      fields[field] = node;
    }
    seen.add(word.value);
  };
}
