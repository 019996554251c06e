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
 * Those; an expression of Razor or Blade, such as `@Model.Name` or `@if($open)`; `${…}` and `#{…}`; and what JSX, templ,
 * HEEx and Svelte have for the value of an attribute, or in the place of attributes.
 */
const opener = /\{\{|\{%|\{#|\{!!|\{\/\*|\{\.\.\.|<%|<\?|@[\w.(]|[$#]\{|=\s*\{/g;

/** How the expressions begin that are blocks. Those of Go and Handlebars look much like the ones that print. */
const beginsBlock =
  /^(?:\{[%#]|<%(?![=-])|<\?(?!=)|\{\{[-~]?\s*(?:[#/^]|(?:if|else|end|range|with|block|define)\b)|@(?:if|else|elseif|end\w*|unless|isset|empty|for\w*|while|switch|case|auth|guest|can)\b)/;

/** How deep texts may stand in each other; what is deeper is taken for computed. */
const depths = 8;

/** The value `{"text"}` as HTML would have it: `"text"`, at the same place. */
function quoted(source: string, from: number, to: number, text: Covered, at: Span): string {
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
    text: quoted(source, from, to, covered, text),
    inner: covered.inner.map(({ start, end }) => ({ start: start + text.start, end: end + text.start })),
  };
}

/** `\"` as strings of Go, shells and JSON have it, as `"`, where some attribute is written so. */
function unescaped(text: string): string {
  if (!/=\s*\\+["']/.test(text)) return text;
  return text.replaceAll(/\\+/g, (run, index: number) =>
    /["']/.test(text.charAt(index + run.length)) ? " ".repeat(run.length) : run,
  );
}

/** The next opener at `from` or after it. */
function after(source: string, from: number): RegExpExecArray | null {
  opener.lastIndex = from;
  return opener.exec(source);
}

/** Covers the expressions of `source`; every other character keeps its place. */
export function coverTemplates(source: string, depth = 0): Covered {
  const expressions = createExpressions(source);
  const missing = new Set<string>();
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
    if (closer) {
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
