/**
 * What is no markup in languages that only the name of a file tells: comments, and the code in Markdown. It is blanked
 * out, and every other character keeps its place.
 */
import type { Span } from "../types.ts";
import { stringEnd } from "./expression.ts";

const lineEnd = (source: string, from: number): number => {
  const end = source.indexOf("\n", from);
  return end < 0 ? source.length : end;
};

/** The place after the `closer` of what begins at `from`; `-1` where none is left, which `last` tells at once. */
const blockEnd = (source: string, from: number, closer: string, last: number): number =>
  from + 2 <= last ? source.indexOf(closer, from + 2) + closer.length : -1;

/** The last character of a string that begins at `at`; `-1` for an apostrophe. Only those of JSX go on in other lines. */
function quoteEnd(source: string, at: number): number {
  const end = stringEnd(source, at);
  return end < 0 && source.charAt(at - 1) === "=" ? source.indexOf(source.charAt(at), at + 1) : end;
}

/** The comments of JavaScript and languages like it: outside of strings and of the text of template literals. */
function* commentsOfCode(source: string): Generator<Span> {
  const marks = /["'`\\{}]|\/[/*]/g;
  const last = source.lastIndexOf("*/");
  /** Template literals and braces around a place, the innermost last. */
  const open: string[] = [];
  for (let found = marks.exec(source); found; found = marks.exec(source)) {
    const { 0: mark, index } = found;
    const inner = open.at(-1);
    if (mark === "\\") marks.lastIndex = index + 2;
    else if (inner === "`" ? mark === "`" : mark === "}" && inner) open.pop();
    else if (inner === "`" ? mark === "{" && source.charAt(index - 1) === "$" : /[`{]/.test(mark)) open.push(mark);
    else if (inner !== "`" && /["']/.test(mark)) marks.lastIndex = Math.max(index, quoteEnd(source, index)) + 1;
    else if (inner !== "`" && mark.startsWith("/") && source.charAt(index - 1) !== ":") {
      const end = mark === "//" ? lineEnd(source, index) : blockEnd(source, index, "*/", last);
      if (end < 0) continue;
      marks.lastIndex = end;
      yield { start: index, end };
    }
  }
}

/** `## …` and `#* … *#`. */
function* commentsOfVelocity(source: string): Generator<Span> {
  const marks = /#[#*]/g;
  const last = source.lastIndexOf("*#");
  for (let found = marks.exec(source); found; found = marks.exec(source)) {
    const { 0: mark, index: start } = found;
    const end = mark === "##" ? lineEnd(source, start) : blockEnd(source, start, "*#", last);
    if (end < 0) continue;
    marks.lastIndex = end;
    yield { start, end };
  }
}

/** Lines of Mako that begin with `##`. */
const commentsOfMako = (source: string): Span[] =>
  Array.from(source.matchAll(/^[ \t]*##.*/gm), ({ 0: line, index }) => ({ start: index, end: index + line.length }));

/** Spans of code in a paragraph: as many backticks as they begin with end them. Those of JSX stand behind a brace. */
function* codeIn(paragraph: string, offset: number): Generator<Span> {
  const runs = Array.from(paragraph.matchAll(/`+/g), ({ 0: run, index }) => ({ index, length: run.length }));
  const closers = new Map<number, number>();
  /** For each run the next one of its length. */
  const next = runs.map(() => -1);
  for (let at = runs.length - 1; at >= 0; at--) {
    const length = runs[at]?.length ?? 0;
    next[at] = closers.get(length) ?? -1;
    closers.set(length, at);
  }
  for (let at = 0; at < runs.length; at++) {
    const run = runs[at];
    const close = next[at] ?? -1;
    const ending = runs[close];
    if (!run || !ending || paragraph.charAt(run.index - 1) === "{") continue;
    yield { start: offset + run.index, end: offset + ending.index + ending.length };
    at = close;
  }
}

/** Fences and spans of code in Markdown. */
function* codeOfMarkdown(source: string): Generator<Span> {
  let fence = "";
  let start = 0;
  /** Where the paragraph begins that is being read. */
  let begin = 0;
  for (const { 0: line, index } of source.matchAll(/.*\n?/g)) {
    const [, mark = ""] = /^[ \t>]*(`{3,}|~{3,})/.exec(line) ?? [];
    const end = index + line.length;
    if (fence) {
      if (mark.startsWith(fence)) {
        yield { start, end };
        fence = "";
        begin = end;
      }
    } else if (mark || !line.trim()) {
      yield* codeIn(source.slice(begin, index), begin);
      begin = end;
      fence = mark;
      start = index;
    }
  }
  if (fence) yield { start, end: source.length };
}

const languages: Readonly<Record<string, (source: string) => Iterable<Span>>> = {
  ...Object.fromEntries("js mjs cjs jsx ts mts cts tsx templ rs".split(" ").map((name) => [name, commentsOfCode])),
  vm: commentsOfVelocity,
  mako: commentsOfMako,
  mdx: codeOfMarkdown,
};

/** `source` with blanks in the place of its comments, in the language that `path` ends in. */
export function withoutComments(source: string, path: string): string {
  const name = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
  const comments = Object.hasOwn(languages, name) ? languages[name]?.(source) : undefined;
  let text = "";
  let done = 0;
  for (const { start, end } of comments ?? []) {
    text += source.slice(done, start) + source.slice(start, end).replaceAll(/[^\r\n]/g, " ");
    done = end;
  }
  return text + source.slice(done);
}
