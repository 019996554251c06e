/** Elements as ranges of a text, for what has to be taken out of markup before it is parsed. */
import { commentsIn, createElement } from "../native/document.ts";
import { parentNodeOf } from "../native/node.ts";
import { markup } from "./markup.ts";
import { type Foreign, type Tag, tagsOf } from "./tags.ts";

/** Where an element stands in a text, and its content. */
export interface Range {
  /** The start tag; the content begins behind it. */
  readonly tag: Tag;
  readonly contentEnd: number;
  readonly start: number;
  readonly end: number;
}

/** The outermost of the elements of `html` whose start tag `enters` lets in. One that is never closed ends with the text. */
export function elementsOf(html: string, enters: (tag: Tag) => boolean, outer?: Foreign): Range[] {
  const ranges: Range[] = [];
  const add = (tag: Tag, contentEnd: number, end: number) => ranges.push({ tag, contentEnd, start: tag.start, end });
  let open: Tag | undefined;
  let depth = 1;
  for (const tag of tagsOf(html, outer)) {
    if (!open) {
      if (tag.closes || !enters(tag)) continue;
      if (tag.isEmpty) add(tag, tag.end, tag.end);
      else open = tag;
    } else if (tag.name === open.name && !tag.isEmpty) {
      depth += tag.closes ? -1 : 1;
      if (depth) continue;
      add(open, tag.start, tag.end);
      open = undefined;
      depth = 1;
    }
  }
  if (open) add(open, html.length, html.length);
  return ranges;
}

/**
 * Asks the parser: the node that each of `ranges` stands in; `undefined` unless it is between two tags wherever one begins and
 * ends, both times in the same node where that is HTML. Comments at these places tell: in a value, or in the text of an
 * element, they are none.
 */
export function parentsOf(
  html: string,
  ranges: readonly (Pick<Range, "start" | "end"> & Partial<Range>)[],
  outer?: Foreign,
): ParentNode[] | undefined {
  // Not to be guessed by who wrote the markup.
  const sign = `sse${Math.random()}`;
  let text = outer ? `<${outer}>` : "";
  let at = 0;
  // What is one tag ends with it.
  const places = ranges.flatMap(({ start, end, tag }, index) =>
    (tag?.isEmpty ? [start] : [start, end]).map((place) => ({ place, index })),
  );
  for (const { place } of places) {
    text += `${html.slice(at, place)}<!${sign}>`;
    at = place;
  }
  const template = createElement(document, "template");
  template.innerHTML = markup(text + html.slice(at));
  const signs = commentsIn(template.content).filter(({ data }) => data === sign);
  if (signs.length !== places.length) return undefined;
  const parents: ParentNode[] = [];
  for (const [at, { index }] of places.entries()) {
    const parent = signs[at] && parentNodeOf(signs[at]);
    // HTML breaks out of an `<svg>`, which says nothing of where it was sent.
    if (!parent || (!outer && (parents[index] ?? parent) !== parent)) return undefined;
    parents[index] ??= parent;
  }
  return parents;
}
