/** What the value of an option may be: each kind reads its text and says how it is written. */
import { readDuration } from "./duration.ts";

/** A kind of value. `read` gives `undefined` for text that is no such value. */
export interface ValueType<T> {
  readonly read: (text: string) => T | undefined;
  /** A value as it is written, for reports and for completion in editors; absent for a keyword that stands alone. */
  readonly example?: string;
  /** Every value there is, where they can be listed. */
  readonly words?: readonly string[];
}

/** No value at all: the keyword stands alone. */
export const flag: ValueType<true> = { read: (text) => (text ? undefined : true) };

/** One of these words. */
export const oneOf = <T extends string>(...words: readonly T[]): ValueType<T> => ({
  read: (text) => words.find((word) => word === text),
  example: words.join("|"),
  words,
});

/** `true` or `false`. */
export const boolean: ValueType<boolean> = {
  read: (text) => (text === "true" ? true : text === "false" ? false : undefined),
  example: "true|false",
  words: ["true", "false"],
};

/** Any text that is not empty. */
export const text = (example: string): ValueType<string> => ({ read: (given) => given || undefined, example });

/** A duration, in whole milliseconds. */
export const duration = (example: string): ValueType<number> => ({ read: readDuration, example });

/** A number written in this form. */
export const numberLike = (form: RegExp, example: string): ValueType<number> => ({
  read: (given) => (form.test(given) ? Number(given) : undefined),
  example,
});

/** A word with a name in parentheses behind it; without them, it has the name that `bare` gives. */
export const named = <T>(word: string, make: (name: string) => T, bare?: string): ValueType<T> => ({
  read(given) {
    if (given === word) return bare === undefined ? undefined : make(bare);
    const name = given.startsWith(`${word}(`) && given.endsWith(")") ? given.slice(word.length + 1, -1) : "";
    return /^[^()]+$/.test(name) ? make(name) : undefined;
  },
  example: `${word}(name)`,
});

/** Whatever `read` makes of the text; `words` are those that it knows, for whoever misspells one. */
export const parsed = <T>(
  read: (text: string) => T | undefined,
  example: string,
  words?: readonly string[],
): ValueType<T> => ({ read, example, ...(words && { words }) });
