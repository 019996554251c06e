/** How an attribute text falls into words: at white space and, in lists, at commas, but never inside brackets. */
import type { Report } from "./diagnostic.ts";
import type { Node } from "./types.ts";

/** What begins a bracket or a string, and what ends it at the same place. A string ends as it begins. */
const openers = "[{(\"'`/";
const closers = "]})\"'`/";

/** Text that begins at `start`. */
export const nodeOf = (value: string, start: number): Node<string> => ({ value, start, end: start + value.length });

/** A piece of a text, as `slice` takes it. */
export const cut = ({ value, start }: Node<string>, from: number, to?: number): Node<string> =>
  nodeOf(value.slice(from, to), start + from);

/** Text without the white space around it. */
export function trimmed({ value, start }: Node<string>): Node<string> {
  return nodeOf(value.trim(), start + value.length - value.trimStart().length);
}

/** The words between white space. */
export const wordsOf = (text: string): readonly Node<string>[] =>
  Array.from(text.matchAll(/\S+/g), ({ 0: word, index }) => nodeOf(word, index));

/** The text before the first colon. */
export const keywordOf = (word: Node<string>): string => word.value.split(":", 1)[0] ?? "";

/** The words of each item of a comma list. Reports and leaves out empty items, and one whose brackets never close. */
export function itemsOf(text: string, report: Report): readonly (readonly Node<string>[])[] {
  const items: Node<string>[][] = [];
  let words: Node<string>[] = [];
  /** Where the word begins that is being read; −1 between words. */
  let start = -1;
  /** What must come to close the brackets and strings that are open, the innermost last. */
  const open: string[] = [];
  /** The last character that was no white space: a slash after an operator starts a regular expression. */
  let last = "";

  for (let at = 0; ; at++) {
    const character = text.charAt(at);
    const blank = !character.trim();
    const closer = open.at(-1);
    const begins = closers.charAt(openers.indexOf(character));
    if (closer) {
      if (!character) report("unclosed", nodeOf(text.slice(start), start), `${closer} at the end`);
      else if (character === "\\") at++;
      else if (character === closer) open.pop();
      else if ("]})".includes(closer) && (character !== "/" || /[^\w$)\]]/.test(last)) && begins) open.push(begins);
    } else if (blank || character === ",") {
      if (start >= 0) words.push(nodeOf(text.slice(start, at), start));
      start = -1;
      if (!blank || !character) {
        if (words.length) items.push(words);
        else if (!blank || items.length) report("missing-value", nodeOf("", at), "an event");
        words = [];
      }
    } else {
      if (start < 0) start = at;
      if ("[{(".includes(character)) open.push(begins);
    }
    if (!character) return items;
    if (!blank) last = character;
  }
}
