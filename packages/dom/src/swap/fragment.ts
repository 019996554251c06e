/** Markup as a fragment that is not in the document yet, parsed so that every part fits where it will stand. */
import { createElement } from "../native/document.ts";
import { localNameOf } from "../native/element.ts";
import { remove, textOf } from "../native/node.ts";
import { foreignOf, parseForeign } from "./foreign.ts";
import { isGiven, markup } from "./markup.ts";
import { parsePartials } from "./partial-text.ts";
import { parentsOf } from "./ranges.ts";
import { splitParts } from "./split-parts.ts";
import { isShape, tagsOf } from "./tags.ts";

/**
 * Parses through a `<template>`, where table parts stand without a table, and gives the title that stood at the top level
 * or in the head; a `<head>` gives nothing else. `parent` is where the content will stand: below `<svg>` and `<math>`
 * markup means something else. `disabled` matches what is dead.
 */
export function parse(
  html: string,
  parent: Element,
  disabled?: string,
): [fragment: DocumentFragment, title?: string | undefined] {
  const [start, end] = headOf(html);
  let title = end ? takeTitle(fragmentOf(html.slice(start, end))) : undefined;
  const body = html.slice(0, start) + html.slice(end);
  const tag = foreignOf(parent);
  const splits = (tag || dependsOnPlace(body)) && !isGiven(body);
  const { parts, rest } = splits ? splitParts(body, tag, disabled) : { parts: [], rest: body };
  const fragment = tag ? parseForeign(rest, tag, fragmentOf, disabled) : fragmentOf(rest);
  if (!tag) title = takeTitle(fragment) ?? title;
  for (const part of parts) {
    fragment.append(isShapeItself(part) ? parseForeign(part, "svg", fragmentOf, disabled) : fragmentOf(part));
  }
  return [fragment, title];
}

/** What stands where it is sent only if nothing else stands before it. */
const tablePart = /<(?:t[rdh]|tbody|thead|tfoot|caption|colgroup|col)\b/i;

/** Whether a parser that does not know where the parts of `html` go would take it for something else. */
export function dependsOnPlace(html: string): boolean {
  if (tablePart.test(html)) return true;
  if (!/hx-swap-oob/i.test(html)) return false;
  // A part without the `<svg>` that its twin stands in.
  for (const { name, attributes } of tagsOf(html)) if (isShape(name) && attributes.some(isMark)) return true;
  return false;
}

const isMark = (name: string): boolean => /^(?:data-)?hx-swap-oob$/.test(name);

/** Whether a part begins with the tag of a shape. */
const isShapeItself = (part: string): boolean => isShape(/^<([a-z]+)/i.exec(part)?.[1]?.toLowerCase() ?? "");

/** What may stand before the head of a page. One that stands elsewhere is content. */
const prologue = /(?:\s|<!doctype[^>]*>|<html[^>]*>|<\?[^>]*>)*<head[\s>]/iy;

/** Where the `<head>` of a whole page begins and ends; both 0 for none. */
function headOf(html: string): [start: number, end: number] {
  prologue.lastIndex = 0;
  const start = prologue.test(html) ? prologue.lastIndex - "<head>".length : -1;
  if (start < 0) return [0, 0];
  for (const { name, closes, end } of tagsOf(html.slice(start))) {
    if (closes && name === "head")
      return parentsOf(html, [{ start, end: start + end }]) ? [start, start + end] : [0, 0];
  }
  return [0, 0];
}

/** Parses, with every partial as a template. */
export const fragmentOf = (html: string): DocumentFragment => parsePartials(html, parsePlain);

function parsePlain(html: string): DocumentFragment {
  const template = createElement(document, "template");
  if (/shadowrootmode/i.test(html) && "setHTMLUnsafe" in template) template.setHTMLUnsafe(markup(html));
  else template.innerHTML = markup(html);
  return template.content;
}

function takeTitle(fragment: DocumentFragment): string | undefined {
  const title = [...fragment.children].find((element) => localNameOf(element) === "title");
  if (!title) return undefined;
  remove(title);
  return textOf(title);
}
