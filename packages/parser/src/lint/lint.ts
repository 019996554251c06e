/** Lints HTML and templates of it: every attribute on its own, then what they say together. */
import type { Diagnostic } from "../types.ts";
import { attributesOf, type Attribute } from "./attributes.ts";
import { attributeName, checkAttribute } from "./check.ts";
import { block, coverTemplates, printed } from "./template.ts";

export { attributeName, checkAttribute } from "./check.ts";

/** A diagnostic of an attribute in a file; `start` and `end` are offsets in the attribute's value, `text`. */
export interface Finding extends Diagnostic {
  /** The attribute as it is written, such as `data-hx-sse`. */
  readonly attribute: string;
  readonly text: string;
  /** Where the piece begins in the file. Both count from 1; columns are UTF-16 units. */
  readonly line: number;
  readonly column: number;
}

/** Any character of a template expression. */
const cover = new RegExp(`[${printed}${block}]`, "g");

/** What makes no sense to say where a block decides which of the words there are. */
const ofWholes = /^(duplicate|repeated|misplaced|no-effect|empty)$/;
const ofTriggers = /^(unknown-keyword|missing-value)$/;

/**
 * Everything there is to say about the attributes of `source`, in the order of the text. Template expressions (`{{…}}`,
 * `{%…%}`, `<%…%>`, `@…` and the like) and the words they are part of are taken to be right. Where no stream is opened
 * in the whole source, each element that wants events gets the hint `no-source`: templates nest.
 */
export function lint(source: string): readonly Finding[] {
  const attributes = attributesOf(coverTemplates(source)).flatMap((attribute) => {
    // A block such as `{% if x %}` sticks to the name behind it.
    const written = attribute.name.replace(cover, "");
    const name = attributeName(written);
    return name ? { ...attribute, written, name } : [];
  });
  const connected = attributes.some(
    ({ name, value }) => name === "sse-connect" || (name === "hx-sse" && /(^|\s)connect:/.test(value)),
  );
  const lines = lineStarts(source);
  return attributes.flatMap((attribute) => {
    const text = source.slice(attribute.start, attribute.end);
    const found = [...diagnosticsOf(attribute), ...(connected ? [] : withoutSource(attribute))];
    return found
      .toSorted((one, other) => one.start - other.start)
      .map((diagnostic): Finding => {
        const offset = attribute.start + diagnostic.start;
        const line = lines.findLastIndex((start) => start <= offset);
        return {
          ...diagnostic,
          attribute: attribute.written,
          text,
          line: line + 1,
          column: offset - (lines[line] ?? 0) + 1,
        };
      });
  });
}

function diagnosticsOf({ name, value }: Attribute): readonly Diagnostic[] {
  const blocks = value.includes(block);
  return checkAttribute(name, value).filter(({ code, start, end }) => {
    if (blocks && (ofWholes.test(code) || (name === "hx-trigger" && ofTriggers.test(code)))) return false;
    // The whole word is the template's as soon as a part of it is.
    let [from, to] = [start, end];
    while (/\S/.test(value.charAt(from - 1))) from--;
    while (/\S/.test(value.charAt(to))) to++;
    return value.slice(from, to).search(cover) < 0;
  });
}

/** Hints at the places where an element asks for events of a stream. */
function withoutSource({ name, value }: Attribute): readonly Diagnostic[] {
  const wants = { "hx-sse": /(?:^|\s)swap:\S+/g, "hx-trigger": /(?:^|[\s,])sse:[^\s,[]+/g, "sse-swap": /\S.*/gs }[name];
  return Array.from(wants ? value.matchAll(wants) : [], (match) => {
    const start = match.index + match[0].search(/[^\s,]/);
    const message = "no connect: in this file, some element around this one must have it";
    return { code: "no-source", severity: "hint", message, start, end: match.index + match[0].length };
  });
}

function lineStarts(source: string): number[] {
  return [0, ...Array.from(source.matchAll(/\r\n|\r|\n/g), ({ 0: end, index }) => index + end.length)];
}
