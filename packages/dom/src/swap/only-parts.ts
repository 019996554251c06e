/** Content that goes elsewhere altogether: its listener keeps what it has. */
import { createElement } from "../native/document.ts";
import { copyOf, remove } from "../native/node.ts";
import { queryAll } from "../native/query.ts";
import { markup } from "./markup.ts";

/** What marks a part that is swapped out of band. */
export const outOfBand = "[hx-swap-oob],[data-hx-swap-oob]";

/** Nothing but white space and comments. */
export function isBlank(fragment: DocumentFragment): boolean {
  return !fragment.firstElementChild && !(fragment.textContent ?? "").trim();
}

/** Whether content holds out-of-band parts and nothing else. */
export function isOnlyParts(given: string | DocumentFragment): boolean {
  if (typeof given === "string" && !/hx-swap-oob/i.test(given)) return false;
  const template = createElement(document, "template");
  if (typeof given === "string") template.innerHTML = markup(given);
  const content = typeof given === "string" ? template.content : copyOf(given, true);
  if (!content.querySelector("*")) return false;
  for (const part of queryAll(content, outOfBand)) remove(part);
  for (const wrapper of queryAll<HTMLTemplateElement>(content, "template")) {
    if (wrapper.content.querySelector(outOfBand)) remove(wrapper);
  }
  return isBlank(content);
}
