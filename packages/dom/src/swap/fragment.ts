/** Markup as a fragment that is not in the document yet, parsed so that every part fits where it will stand. */
import { bodyOf, createElement } from "../native/document.ts";
import { localNameOf, namespaceOf } from "../native/element.ts";
import { childNodesOf, remove, textOf } from "../native/node.ts";
import { markup } from "./markup.ts";
import { partialsAsTemplates } from "./partial-text.ts";
import { splitParts } from "./split-parts.ts";

/**
 * Parses through a `<template>`, where table parts stand without a table, and gives the title that stood at the top level
 * or in the head; a `<head>` gives nothing else. `parent` is where the content will stand: below `<svg>` and `<math>`
 * markup means something else.
 */
export function parse(html: string, parent: Element): [fragment: DocumentFragment, title?: string | undefined] {
  const [start, end] = headOf(html);
  let title = end ? takeTitle(fragmentOf(html.slice(start, end))) : undefined;
  let body = html.slice(0, start) + html.slice(end);
  const tag = localNameOf(parent) !== "foreignObject" && /svg|math/i.exec(namespaceOf(parent) ?? "")?.[0].toLowerCase();
  const { parts, rest } = tag || tablePart.test(body) ? splitParts(body) : { parts: [], rest: body };
  body = tag ? `<${tag}>${rest}</${tag}>` : rest;
  const fragment = fragmentOf(body);
  if (tag) fragment.replaceChildren(...(fragment.firstChild ? childNodesOf(fragment.firstChild) : []));
  else title = takeTitle(fragment) ?? title;
  for (const part of parts) fragment.append(fragmentOf(part));
  return [fragment, title];
}

/** What stands where it is sent only if nothing else stands before it. */
const tablePart = /<(?:t[rdh]|tbody|thead|tfoot|caption|colgroup|col)\b/i;

/** What may stand before the head of a page. One that stands elsewhere is content. */
const prologue = /(?:\s|<!doctype[^>]*>|<html[^>]*>|<\?[^>]*>)*<head[\s>]/iy;

/** Where the `<head>` of a whole page begins and ends; both 0 for none. */
function headOf(html: string): [start: number, end: number] {
  prologue.lastIndex = 0;
  const start = prologue.test(html) ? prologue.lastIndex - "<head>".length : -1;
  const length = start < 0 ? -1 : html.slice(start).search(/<\/head>/i);
  return length < 0 ? [0, 0] : [start, start + length + "</head>".length];
}

function fragmentOf(text: string): DocumentFragment {
  const html = partialsAsTemplates(text);
  const template = createElement(document, "template");
  if (/shadowrootmode/i.test(html) && "parseHTMLUnsafe" in Document) {
    template.content.append(...childNodesOf(bodyOf(Document.parseHTMLUnsafe(markup(`<body>${html}`)))));
  } else template.innerHTML = markup(html);
  return template.content;
}

function takeTitle(fragment: DocumentFragment): string | undefined {
  const title = [...fragment.children].find((element) => localNameOf(element) === "title");
  if (!title) return undefined;
  remove(title);
  return textOf(title);
}
