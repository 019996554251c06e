/**
 * Which control or which `details` of a page an element is. A morph puts new attributes on old elements: one that stood for
 * row 7 may stand for row 8 afterwards, and what a person did was done to row 7.
 */
import { controlOf } from "./native/control.ts";
import { attributeOf, localNameOf, matches } from "./native/element.ts";
import { isElement, textOf } from "./native/node.ts";
import { query, queryAll } from "./native/query.ts";

const items = "input,select,textarea,details";

export const isItem = (element: Element): boolean => matches(element, items);

/** What tells an item from the others: its name and id, the value that it stands for, or what the summary says. */
export function itemKey(element: Element): string {
  const { type } = controlOf(element);
  const summary = localNameOf(element) === "details" ? query(element, ":scope > summary") : null;
  return JSON.stringify([
    type ?? localNameOf(element),
    attributeOf(element, "id"),
    attributeOf(element, "name"),
    type === "checkbox" || type === "radio" ? attributeOf(element, "value") : null,
    summary && textOf(summary).replace(/\s+/g, " ").trim(),
  ]);
}

/** Items by their keys; `null` for a key that several have. */
export type Items = ReadonlyMap<string, Element | null>;

/** The items among `nodes` and below them. */
export const itemsIn = (nodes: Iterable<Node>): Element[] =>
  [...nodes].filter(isElement).flatMap((node) => [...(isItem(node) ? [node] : []), ...queryAll(node, items)]);

export function byKey(elements: Iterable<Element>, keyOf: (element: Element) => string): Items {
  const found = new Map<string, Element | null>();
  for (const element of elements) {
    const key = keyOf(element);
    found.set(key, found.has(key) ? null : element);
  }
  return found;
}

/** Whether `old` of this key, among the items `before`, becomes itself as the item of the key `other`, among the items `after`. */
export function isSameItem(old: Element, key: string, other: string, before: Items, after: Items): boolean {
  // A summary may count what is inside: it is another one only where one of the two stands elsewhere, too.
  return key === other || (localNameOf(old) === "details" && !after.has(key) && !before.has(other));
}
