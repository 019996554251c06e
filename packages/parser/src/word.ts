/** How an attribute text falls into words: at white space and, in lists, at commas, but never inside brackets. */
import type { Report } from "./diagnostic.ts";
import type { Node } from "./types.ts";

/** What ends a bracket or a string. A string ends as it begins. */
const closers: Record<string, string> = { "[": "]", "{": "}", "(": ")", '"': '"', "'": "'", "`": "`", "/": "/" };

/** What stands between `start` and `end`, without the white space around it. */
export function nodeAt(text: string, start: number, end: number): Node<string> {
  const raw = text.slice(start, end);
  const value = raw.trim();
  const at = start + raw.indexOf(value);
  return { value, start: at, end: at + value.length };
}

/** The words between white space. */
export const wordsOf = (text: string): readonly Node<string>[] =>
  Array.from(text.matchAll(/\S+/g), ({ 0: word, index }) => nodeAt(text, index, index + word.length));

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
    if (closer) {
      if (!character) {
        report("unclosed", { start, end: text.length }, `write ${closer} at the end`);
        return items;
      }
      const begins = closers[closer] !== closer && (character !== "/" || /[^\w$)\]]/.test(last)) && closers[character];
      if (character === "\\") at++;
      else if (character === closer) open.pop();
      else if (begins) open.push(begins);
    } else if (blank || character === ",") {
      if (start >= 0) words.push(nodeAt(text, start, at));
      start = -1;
      if (!blank || !character) {
        if (words.length) items.push(words);
        else if (!blank || items.length) report("missing-value", { start: at, end: at }, "write an event, or no comma");
        words = [];
      }
      if (!character) return items;
    } else {
      if (start < 0) start = at;
      if ("[{(".includes(character)) open.push(closers[character] ?? "");
    }
    if (!blank) last = character;
  }
}
