/** Markup as a fragment that is not in the document yet, parsed so that every part fits where it will stand. */
import { markup } from "./markup.ts";

/**
 * Parses through a `<template>`, where table parts stand without a table, and gives the title that stood at the top level
 * or in the head; a `<head>` gives nothing else. `parent` is where the content will stand: below `<svg>` and `<math>`
 * markup means something else.
 */
export function parse(html: string, parent: Element): [fragment: DocumentFragment, title?: string | undefined] {
  let title: string | undefined;
  let body = html.replace(/<head[\s>][^]*?<\/head>/i, (head) => {
    title = takeTitle(fragmentOf(head));
    return "";
  });
  const tag = parent.localName !== "foreignObject" && /svg|math/i.exec(parent.namespaceURI ?? "")?.[0].toLowerCase();
  if (tag) body = `<${tag}>${body}</${tag}>`;
  const fragment = fragmentOf(body);
  if (tag) fragment.replaceChildren(...(fragment.firstChild?.childNodes ?? []));
  else title = takeTitle(fragment) ?? title;
  return [fragment, title];
}

function fragmentOf(html: string): DocumentFragment {
  const template = document.createElement("template");
  if (/shadowrootmode/i.test(html) && "parseHTMLUnsafe" in Document) {
    template.content.append(...Document.parseHTMLUnsafe(markup(`<body>${html}`)).body.childNodes);
  } else template.innerHTML = markup(html);
  return template.content;
}

function takeTitle(fragment: DocumentFragment): string | undefined {
  const title = [...fragment.children].find((element) => element.localName === "title");
  title?.remove();
  return title?.textContent;
}
