/** Markup as a fragment that is not in the document yet, parsed so that every part fits where it will stand. */
import { markup } from "./markup.ts";

/** Parsed content, and the title that stood at its top level or in its head. */
export interface Content {
  readonly fragment: DocumentFragment;
  readonly title: string | undefined;
}

/**
 * Parses through a `<template>`, where table parts stand without a table. A `<head>` gives its title and nothing else.
 * `parent` is where the content will stand: below `<svg>` and `<math>` markup means something else.
 */
export function parse(html: string, parent: Element): Content {
  let title: string | undefined;
  const body = html.replace(/<head[\s>][^]*?<\/head>/i, (head) => {
    title = titleOf(fragmentOf(head));
    return "";
  });
  const outside = /svg|math/i.exec(parent.namespaceURI ?? "");
  if (!outside || parent.localName === "foreignObject") {
    const fragment = fragmentOf(body);
    return { fragment, title: titleOf(fragment) ?? title };
  }
  const tag = outside[0].toLowerCase();
  const fragment = fragmentOf(`<${tag}>${body}</${tag}>`);
  fragment.firstElementChild?.replaceWith(...fragment.firstElementChild.childNodes);
  return { fragment, title };
}

function fragmentOf(html: string): DocumentFragment {
  if (/shadowrootmode/i.test(html) && "parseHTMLUnsafe" in Document) {
    const fragment = document.createDocumentFragment();
    fragment.append(...Document.parseHTMLUnsafe(markup(`<body>${html}`)).body.childNodes);
    return fragment;
  }
  const template = document.createElement("template");
  template.innerHTML = markup(html);
  return template.content;
}

function titleOf(fragment: DocumentFragment): string | undefined {
  const title = [...fragment.children].find((element) => element.localName === "title");
  title?.remove();
  return title?.textContent ?? undefined;
}
