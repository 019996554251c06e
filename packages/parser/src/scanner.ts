/** A walk through an attribute text: words, white space, and brackets past strings and nested ones. Linear time. */
import type { Report } from "./diagnostic.ts";
import type { Node } from "./types.ts";

const pairs: Record<string, string> = { "[": "]", "{": "}", "(": ")" };

/** A slash after one of these starts a regular expression; after anything else it divides. */
const beforeExpression = "[({,;=:!&|?+-*%<>~^";

/** A place in a text. */
export interface Scanner {
  at: number;
  /** The text from `start` to here. */
  since(start: number): string;
  /** Moves to the next character that `stop`, a global expression, matches, and gives what lies before it. */
  until(stop: RegExp): string;
  /** The character here; `""` at the end. */
  here(): string;
  /** Moves past white space, and gives the character there. */
  next(): string;
  /** Moves past the brackets that open here, and gives what they hold, trimmed; reports those that never close. */
  inside(): Node<string> | undefined;
}

/** A scanner at the start of `text`. */
export function createScanner(text: string, report: Report): Scanner {
  const scanner: Scanner = {
    at: 0,
    since: (start) => text.slice(start, scanner.at),
    until(stop) {
      const start = (stop.lastIndex = scanner.at);
      scanner.at = stop.exec(text)?.index ?? text.length;
      return scanner.since(start);
    },
    here: () => text.charAt(scanner.at),
    next() {
      scanner.until(/\S/g);
      return scanner.here();
    },
    inside() {
      const open = scanner.at;
      const close = closing(text, open);
      if (close < 0) {
        scanner.at = text.length;
        return report("unclosed", `add ${pairs[text.charAt(open)]}`, open, text.length);
      }
      scanner.at = close + 1;
      const raw = text.slice(open + 1, close);
      const value = raw.trim();
      const start = open + 1 + raw.indexOf(value);
      return { value, start, end: start + value.length };
    },
  };
  return scanner;
}

/**
 * The offset of the bracket that closes the one at `open`; −1 if there is none. In `[` … `]` JavaScript is expected
 * (strings, regular expressions), in the others CSS.
 */
export function closing(text: string, open: number): number {
  const bracket = text.charAt(open);
  const close = pairs[bracket];
  let depth = 0;
  let last = "";
  for (let at = open; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === bracket) depth++;
    else if (character === close && !--depth) return at;
    else if (character === "\\") at++;
    else if ("'\"`".includes(character) || (character === "/" && bracket === "[" && beforeExpression.includes(last)))
      while (++at < text.length && text.charAt(at) !== character) if (text.charAt(at) === "\\") at++;
    if (character.trim()) last = character;
  }
  return -1;
}
