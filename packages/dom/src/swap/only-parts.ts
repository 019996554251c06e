/** Content that goes elsewhere altogether: its listener keeps what it has. */
import { createElement } from "../native/document.ts";
import { remove } from "../native/node.ts";
import { queryAll } from "../native/query.ts";
import { markup } from "./markup.ts";

/** What marks a part that is swapped out of band. */
export const outOfBand = "[hx-swap-oob],[data-hx-swap-oob]";

/** Nothing but white space and comments. */
export function isBlank(fragment: DocumentFragment): boolean {
  return !fragment.firstElementChild && !(fragment.textContent ?? "").trim();
}

/** Whether markup holds out-of-band parts and nothing else. */
export function isOnlyParts(html: string): boolean {
  if (!/hx-swap-oob/i.test(html)) return false;
  const template = createElement(document, "template");
  template.innerHTML = markup(html);
  const { content } = template;
  for (const part of queryAll(content, outOfBand)) remove(part);
  for (const wrapper of queryAll<HTMLTemplateElement>(content, "template")) {
    if (wrapper.content.querySelector(outOfBand)) remove(wrapper);
  }
  return isBlank(content);
}
