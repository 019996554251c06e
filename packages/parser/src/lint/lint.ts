/** Lints HTML and templates of it: every attribute on its own, then what they say together. */
import type { Diagnostic, Span } from "../types.ts";
import { elementsOf, type Attribute, type Element } from "./attributes.ts";
import { attributeName, checkAttribute } from "./check.ts";
import { withoutComments } from "./comment.ts";
import { checkElement, type Note } from "./element.ts";
import { checkSources } from "./source.ts";
import { block, cover, coverTemplates, printed } from "./template.ts";

export { attributeName, checkAttribute } from "./check.ts";

/** A diagnostic of an attribute in a file; `start` and `end` are offsets in `text`. */
export interface Finding extends Diagnostic {
  /** The attribute as it is written, such as `data-hx-sse`. */
  readonly attribute: string;
  /** The attribute's value; its name, where the name is what is wrong. */
  readonly text: string;
  /** Where the piece begins in the file. Both count from 1; columns are UTF-16 units. */
  readonly line: number;
  readonly column: number;
}

/** What is to be said about a source, and whether it could be read. */
export interface Review {
  readonly findings: readonly Finding[];
  /** `false` where our attributes are named, but none stands in a tag: Pug, HAML, maud and the like. */
  readonly read: boolean;
}

/** How deep markup may stand in expressions of markup. */
const depths = 8;

/** How a name of ours stands where a language has other words for attributes than HTML. */
const mentioned = /(?:^|[^[\w-])(?:data-)?(?:hx-sse|sse-(?:connect|swap|close))["']?\s*[=:,]/;

/** What makes no sense to say where a block decides which of the words there are. */
const ofWholes = /^(?:duplicate|repeated|misplaced|no-effect|empty)$/;
const ofTriggers = /^(?:unknown-keyword|missing-value)$/;

/**
 * Everything there is to say about the attributes of `source`, in the order of the text. Template expressions (`{{…}}`,
 * `{%…%}`, `<%…%>`, `@…` and the like) and the words they are part of are taken to be right. Where no stream is opened
 * in the whole source, each element that wants events gets the hint `no-source`: templates nest. `path`, the name of the file,
 * tells which comments its language has.
 */
export function lint(source: string, path = ""): readonly Finding[] {
  return review(source, path).findings;
}

/** `lint`, and whether there was something that cannot be read. */
export function review(written: string, path = ""): Review {
  if (!/hx|sse/i.test(written)) return { findings: [], read: true };
  const source = withoutComments(written, path);
  const found: (Note & { readonly offset: number })[] = [];
  let ours = 0;
  let pieces: readonly Span[] = [{ start: 0, end: source.length }];
  for (let depth = 0; pieces.length && depth < depths; depth++) {
    pieces = pieces.flatMap(({ start, end }) => {
      const piece = source.slice(start, end);
      if (depth && (!piece.includes("<") || !/hx|sse/i.test(piece))) return [];
      const covered = coverTemplates(piece);
      const elements = elementsOf(covered.text);
      const notes = notesOf(piece, covered.text, elements, !depth);
      for (const note of notes) found.push({ ...note, offset: start + placeOf(note) });
      ours += elements.reduce((sum, { attributes }) => sum + attributes.filter(isOurs).length, 0);
      return covered.inner.map((inner) => ({ start: start + inner.start, end: start + inner.end }));
    });
  }
  return {
    findings: placed(
      source,
      found.toSorted((one, other) => one.offset - other.offset),
    ),
    read: ours > 0 || found.some(({ code }) => code === "unclosed") || !mentioned.test(source),
  };
}

const isOurs = ({ name }: Attribute): boolean => /(?:hx-sse|sse-(?:connect|swap|close))(?![\w-])/i.test(name);

const placeOf = ({ on, start, ofName }: Note): number =>
  start + (ofName ? on.at + on.name.length - on.written.length : on.start);

/** What is wrong in a piece of the source; `text` is the piece without its expressions. */
function notesOf(piece: string, text: string, elements: readonly Element[], whole: boolean): readonly Note[] {
  const alone = elements.flatMap((element) => [
    ...element.attributes.flatMap((attribute) =>
      diagnosticsOf(attribute).map((found) => ({ ...found, on: attribute })),
    ),
    ...checkElement(element, text),
  ]);
  return (whole ? [...alone, ...checkSources(piece, text, elements)] : alone).map((note) => ({
    ...note,
    on: { ...note.on, value: piece.slice(note.on.start, note.on.end) },
  }));
}

/** An expression of Svelte, or of a string of Python, in a value. Selectors of triggers have braces of their own. */
const braces = /((?:from|target|root):)?\{[^{}]*\}/g;

/** What strings of programming languages have in the place of a value. */
const placeholder = /%[sdvq]|\$[\w(]/;

/** Strings that are put together in the middle of a value. */
const joined = /["'`]\s*[+.~&]|[+.~&]\s*["'`]/;

function diagnosticsOf(attribute: Attribute): readonly Diagnostic[] {
  const name = attributeName(attribute.written);
  if (!name) return [];
  const key = `${name} ${attribute.value}`;
  if (clean.has(key)) return [];
  const found = judged(name, attribute.value);
  if (!found.length && key.length < 200) {
    if (clean.size === 10_000) clean.clear();
    clean.add(key);
  }
  return found;
}

/** Names and values in which nothing was found: templates have the same ones again and again. */
const clean = new Set<string>();

function judged(name: string, written: string): readonly Diagnostic[] {
  const value =
    name === "hx-target" || !written.includes("{")
      ? written
      : written.replaceAll(braces, (all, before?: string) => (before ? all : printed.repeat(all.length)));
  // Filters of triggers may well join strings.
  if (joined.test(name === "hx-trigger" ? value.replaceAll(/\[[^[\]]*\]/g, "") : value)) return [];
  const blocks = value.includes(block);
  const computed = computedWords(value);
  return checkAttribute(name, value).filter(({ code, start, end }) => {
    if (blocks && (ofWholes.test(code) || (name === "hx-trigger" && ofTriggers.test(code)))) return false;
    // The whole word is the template's as soon as a part of it is.
    return !touches(computed, start, end);
  });
}

/** The words that an expression is a part of, in order. */
const computedWords = (value: string): readonly Span[] =>
  cover.test(value) || placeholder.test(value)
    ? Array.from(value.matchAll(/\S+/g), ({ 0: word, index }) => ({
        word,
        start: index,
        end: index + word.length,
      })).filter(({ word }) => cover.test(word) || placeholder.test(word))
    : [];

/** Whether one of `words`, which stand in order, reaches into what is from `start` to `end`. */
function touches(words: readonly Span[], start: number, end: number): boolean {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle]?.end ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return (words[low]?.start ?? Infinity) <= end;
}

/** `notes`, which stand in order, with their lines and columns. */
function placed(source: string, notes: readonly (Note & { readonly offset: number })[]): readonly Finding[] {
  const ends = source.matchAll(/\r\n|\r|\n/g);
  let line = 1;
  // A byte order mark is no column.
  let begin = source.startsWith("\ufeff") ? 1 : 0;
  let next = ends.next();
  return notes.map(({ on, ofName, offset, ...diagnostic }) => {
    for (; !next.done && next.value.index + next.value[0].length <= offset; next = ends.next()) {
      line++;
      begin = next.value.index + next.value[0].length;
    }
    const attribute = on.written;
    return { ...diagnostic, attribute, text: ofName ? attribute : on.value, line, column: offset - begin + 1 };
  });
}
