/** Expressions of programming languages as far as a linter of markup must follow them: to their end, and whether they are a text. */
import type { Span } from "../types.ts";

/** What ends what. A template literal ends as it begins. */
const closers: Readonly<Record<string, string>> = { "{": "}", "(": ")", "`": "`" };

/** How often over all expressions that never end may be searched in vain, in lengths of the source. */
const patience = 4;

/** Finds where expressions of one source end. */
export interface Expressions {
  /** The place after `closer`, for an expression whose content begins at `from`; `-1` when it does not end. */
  endOf(from: number, closer: string): number;
}

/** The end of a string that begins at `at` and must end in its line; `-1` for an apostrophe, as in `don't`. */
export function stringEnd(source: string, at: number): number {
  const quote = source.charAt(at);
  if (quote === "'" && /[a-z]/i.test(source.charAt(at - 1))) return -1;
  for (let end = at + 1; end < source.length; end++) {
    const character = source.charAt(end);
    if (character === quote) return end;
    if (character === "\n") return -1;
    if (character === "\\") end++;
  }
  return -1;
}

/** The last character of a comment that begins at `at`; `at` itself where none does. The `//` of a URL begins none. */
function commentEnd(source: string, at: number): number {
  const kind = source.slice(at, at + 2);
  const end =
    kind === "/*"
      ? source.indexOf("*/", at) + 1
      : kind === "//" && source.charAt(at - 1) !== ":"
        ? source.indexOf("\n", at)
        : 0;
  return end > 0 ? end : at;
}

/** Follows brackets, strings, template literals and comments of `source`. The work over all calls grows with its length. */
export function createExpressions(source: string): Expressions {
  let wasted = 0;

  function search(from: number, closer: string): number {
    const open = [closer];
    for (let at = from; at < source.length; at++) {
      const character = source.charAt(at);
      const literal = open.at(-1) === "`";
      if (character === open.at(-1)) {
        open.pop();
        if (!open.length) return at + 1;
      } else if (literal) {
        if (character === "\\") at++;
        else if (character === "$" && source.charAt(at + 1) === "{") {
          open.push("}");
          at++;
        }
      } else if (character === '"' || character === "'") at = Math.max(at, stringEnd(source, at));
      else if (character === "/") at = commentEnd(source, at);
      else if (closers[character]) open.push(closers[character]);
    }
    return -1;
  }

  return {
    endOf(from, closer) {
      if (wasted > patience * source.length) return -1;
      const end = search(from, closer);
      if (end < 0) wasted += source.length - from;
      return end;
    },
  };
}

/** What stands between the quotes, where all that stands in `source` from `from` to `to` is one string. */
export function textOf(source: string, from: number, to: number, expressions: Expressions): Span | undefined {
  const written = source.slice(from, to);
  const start = from + written.length - written.trimStart().length;
  const end = from + written.trimEnd().length - 1;
  const quote = source.charAt(start);
  if (!/["'`]/.test(quote) || end <= start) return undefined;
  for (let at = start + 1; at <= end; at++) {
    const character = source.charAt(at);
    if (character === quote) return at === end ? { start: start + 1, end } : undefined;
    if (character === "\\") at++;
    else if (quote === "`" && source.startsWith("${", at)) {
      const after = expressions.endOf(at + 2, "}");
      if (after < 0) return undefined;
      at = after - 1;
    }
  }
  return undefined;
}
