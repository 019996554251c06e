/** What template languages put into HTML, covered up so that a tokenizer of HTML can read the rest. */
import type { Span } from "../types.ts";
import { createExpressions, textOf, type Expressions } from "./expression.ts";

/** Stands for every character of an expression that prints something; a private-use character, which no attribute holds. */
export const printed = "\ue000";

/** Stands for every character of a block, such as `{% if x %}`, which decides what else is there. */
export const block = "\ue001";

/** Any character of a template expression. */
export const cover = /[\ue000\ue001]/;
export const covers = /[\ue000\ue001]/g;

/** A source without its expressions. */
export interface Covered {
  /** As long as the source: every character that is left keeps its place. */
  readonly text: string;
  /** Where expressions stand that may have markup of their own in them, as those of JSX and template literals. */
  readonly inner: readonly Span[];
}

/** Openers of Go, Django, Jinja, Liquid, Handlebars, Blade, ERB, EJS and PHP, and what closes them. */
const closers: Readonly<Record<string, string>> = {
  "{{": "}}",
  "{%": "%}",
  "{#": "#}",
  "{!!": "!!}",
  "{/*": "*/}",
  "<%": "%>",
  "<?": "?>",
};

/**
 * Comments of Handlebars, Blade and Go; Django and Liquid; JSP, ERB, HEEx and Mako; Razor; FreeMarker; and Grails: they end where they say,
 * whatever ends in them. By what they begin with.
 */
const comments: Readonly<Record<string, readonly (readonly [open: RegExp, close: RegExp])[]>> = {
  "{{": [
    [/\{\{~?!--/y, /--~?\}\}/g],
    [/\{\{--/y, /--\}\}/g],
    [/\{\{-? ?\/\*/y, /\*\/ ?-?\}\}/g],
  ],
  "{%": [[/\{%[-+]? *comment\b/y, /\{%[-+]? *endcomment *[-+]?%\}/g]],
  "<%": [
    [/<%!?--/y, /--%>/g],
    [/<%doc>/y, /<\/%doc>/g],
  ],
  "@*": [[/@\*/y, /\*@/g]],
  "<#": [[/<#--/y, /-->/g]],
  "%{--": [[/%\{--/y, /--\}%/g]],
};

/** Directives of FreeMarker, and tags of JSP and Grails, which have none of our attributes. They have a block's say. */
const directive = /<\/?[#@]\w[^<>]*>|<\/?(?:c|fmt|s|spring|g):\w(?:"[^"<]*"|'[^'<]*'|[^<>"'])*>/y;

/**
 * Those, and the openers above; an expression of Razor or Blade, such as `@Model.Name` or `@if($open)`; `${…}` and `#{…}`; and what JSX, templ,
 * HEEx and Svelte have for the value of an attribute, or in the place of attributes.
 */
const opener =
  /\{\{|\{%|\{#|\{!!|\{\/\*|\{\.\.\.|<%|<\?|<\/?[#@]|<\/?(?:c|fmt|s|spring|g):|@\*|@[\w.(]|%\{--|[$#]\{|=\s*\{/g;

/** How the expressions begin that are blocks. Those of Go and Handlebars look much like the ones that print. */
const beginsBlock =
  /^(?:\{[%#]|<%(?![=-])|<\?(?!=)|\{\{[-~]?\s*(?:[#/^]|(?:if|else|end|range|with|block|define)\b)|@(?:if|else|elseif|end\w*|unless|isset|empty|for\w*|while|switch|case|auth|guest|can)\b)/;

/** How deep texts may stand in each other; what is deeper is taken for computed. */
const depths = 8;

/** The value `{"text"}` as HTML would have it: `"text"`, at the same place. */
function quoted(from: number, to: number, text: Covered, at: Span): string {
  const quote = text.text.includes('"') && !text.text.includes("'") ? "'" : '"';
  const before = " ".repeat(at.start - 1 - from);
  const after = " ".repeat(to - at.end - 1);
  return before + quote + text.text.replaceAll(quote, printed) + quote + after;
}

/** An expression that ends where its brackets do: its cover, and what of it may hold markup. */
function coverCode(source: string, from: number, to: number, expressions: Expressions, depth: number): Covered {
  const inner = { start: from + 1, end: to - 1 };
  const text = source.charAt(from) === "{" ? textOf(source, inner.start, inner.end, expressions) : undefined;
  if (!text || depth >= depths) return { text: printed.repeat(to - from), inner: [inner] };
  const covered = coverTemplates(source.slice(text.start, text.end), depth + 1);
  return {
    text: quoted(from, to, covered, text),
    inner: covered.inner.map(({ start, end }) => ({ start: start + text.start, end: end + text.start })),
  };
}

/** What may be code between two strings of a line, as in `"<p id=\"" + id + "\">"`, with their quotes. */
const between = /(?<!\\)(?:"\s*[+.~&][^"\n]*"|'\s*[+.~&][^'\n]*')/g;

/** Covers what is joined with strings. */
function coverJoins(text: string): string {
  let covered = "";
  let done = 0;
  between.lastIndex = 0;
  for (let found = between.exec(text); found; found = between.exec(text)) {
    const { 0: code, index } = found;
    if (/[+.~&]\s*["']$/.test(code)) {
      covered += text.slice(done, index) + printed.repeat(code.length);
      done = index + code.length;
    } else between.lastIndex = index + 1;
  }
  return covered + text.slice(done);
}

/** `\"` as strings of Go, shells and JSON have it, as `"`, where some attribute is written so; what is joined there is computed. */
function unescaped(text: string): string {
  if (!/=\s*\\+["']/.test(text)) return text;
  const joined = coverJoins(text);
  return joined.replaceAll(/\\+/g, (run, index: number) =>
    /["']/.test(joined.charAt(index + run.length)) ? " ".repeat(run.length) : run,
  );
}

/** The next opener at `from` or after it. */
function after(source: string, from: number): RegExpExecArray | null {
  opener.lastIndex = from;
  return opener.exec(source);
}

/** Where the match of `pattern` ends that begins at `from`, or, for one that is not sticky, after it; `-1` for none. */
function matchEnd(source: string, from: number, pattern: RegExp): number {
  pattern.lastIndex = from;
  return pattern.test(source) ? pattern.lastIndex : -1;
}

/** Finds the end of the comment that begins at a place of `source` with an opener; `-1` where none does. */
function createComments(source: string): (written: string, from: number) => number {
  /** What closes no comment from some place on: it is not looked for again. */
  const missing = new Set<RegExp>();
  return (written, from) => {
    for (const [open, close] of Object.hasOwn(comments, written) ? (comments[written] ?? []) : []) {
      const content = missing.has(close) ? -1 : matchEnd(source, from, open);
      const end = content < 0 ? -1 : matchEnd(source, content, close);
      if (end >= 0) return end;
      if (content >= 0) missing.add(close);
    }
    return -1;
  };
}

/** The end of a directive or tag at `from` that has none of our attributes; `-1` for none. */
function directiveEnd(source: string, from: number): number {
  const end = matchEnd(source, from, directive);
  return /\b(?:hx|sse)-/.test(source.slice(from, Math.max(from, end))) ? -1 : end;
}

/** Covers the expressions of `source`; every other character keeps its place. */
export function coverTemplates(source: string, depth = 0): Covered {
  const expressions = createExpressions(source);
  const missing = new Set<string>();
  const commentEnd = createComments(source);
  const inner: Span[] = [];
  let covered = "";
  let done = 0;

  const put = (from: number, to: number, cover: string): void => {
    covered += source.slice(done, from) + cover;
    done = to;
  };
  for (let found = after(source, 0); found; found = after(source, Math.max(done, found.index + 1))) {
    const [written] = found;
    const from = found.index;
    const content = from + written.length;
    const closer = closers[written];
    const comment = commentEnd(written, from);
    if (comment >= 0) put(from, comment, block.repeat(comment - from));
    else if (/^<\/?[#@a-z]/.test(written)) {
      const end = directiveEnd(source, from);
      if (end >= 0) put(from, end, block.repeat(end - from));
    } else if (/^(?:@\*|%)/.test(written)) continue;
    else if (closer) {
      const close = missing.has(closer) ? -1 : source.indexOf(closer, content);
      if (close < 0) missing.add(closer);
      else put(from, close + closer.length, coverOf(source.slice(from, close + closer.length)));
    } else if (written.startsWith("@")) {
      let end = from + 1;
      while (/[\w.]/.test(source.charAt(end))) end++;
      const close = source.charAt(end) === "(" ? expressions.endOf(end + 1, ")") : -1;
      if (close >= 0) end = close;
      put(from, end, coverOf(source.slice(from, end)));
    } else {
      // What stands before the brace, such as `=`, stays; `$` and `#` belong to the expression.
      const brace = written.startsWith("=") ? content - 1 : from;
      const end = expressions.endOf(content, "}");
      if (end < 0) continue;
      const code = coverCode(source, brace, end, expressions, depth);
      inner.push(...code.inner);
      put(brace, end, code.text);
    }
  }
  return { text: unescaped(covered + source.slice(done)), inner };
}

const coverOf = (expression: string): string =>
  (beginsBlock.test(expression) ? block : printed).repeat(expression.length);
