/** Who goes on for an element that a swap took out of the document: the one with its id, else the one in its place. */
import { idOf, parentOf } from "../attributes.ts";

const successors = new WeakMap<Element, Element>();

/** The element itself while it stands in the document, else who goes on for it; `undefined` where nobody does. */
export function successorOf(element: Element): Element | undefined {
  const seen = new Set<Element>();
  for (let at: Element | undefined = element; at && !seen.has(at); at = successors.get(at)) {
    if (at.isConnected) return at;
    const id = idOf(at);
    const named = id ? at.ownerDocument.getElementById(id) : null;
    if (named) return named;
    seen.add(at);
  }
  return undefined;
}

/**
 * To be called before a swap of `target`. What it gives is to be called when the swap is done: it remembers who stands where
 * `element` stood, if that was taken out.
 */
export function watchPlace(element: Element, target: Element): () => void {
  const container = parentOf(target) ?? target;
  const path: number[] = [];
  let at: Element | null = element;
  for (; at && at !== container; at = parentOf(at)) path.unshift(indexOf(at));
  const inside = at === container;
  return () => {
    if (!inside || element.isConnected) return;
    let found: Element | undefined = container;
    for (const index of path) found = found?.children[index];
    if (found?.tagName === element.tagName) successors.set(element, found);
  };
}

function indexOf(element: Element): number {
  let index = 0;
  for (let at = element.previousElementSibling; at; at = at.previousElementSibling) index++;
  return index;
}
