/** Who goes on for an element that a swap took out of the document: the one with its id, else the one in its place. */
import { idOf, parentOf } from "../attributes.ts";
import { childrenOf, localNameOf, previousElementOf } from "../native/element.ts";
import { documentOf, isConnected } from "../native/node.ts";
import { elementById } from "../native/query.ts";

const successors = new WeakMap<Element, Element>();

/** The element itself while it stands in the document, else who goes on for it; `undefined` where nobody does. */
export function successorOf(element: Element): Element | undefined {
  const seen = new Set<Element>();
  for (let at: Element | undefined = element; at && !seen.has(at); at = successors.get(at)) {
    if (isConnected(at)) return at;
    const id = idOf(at);
    const named = id ? elementById(documentOf(at), id) : null;
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
    if (!inside || isConnected(element)) return;
    let found: Element | undefined = container;
    for (const index of path) found = found && childrenOf(found)[index];
    if (found && localNameOf(found) === localNameOf(element)) successors.set(element, found);
  };
}

function indexOf(element: Element): number {
  let index = 0;
  for (let at = previousElementOf(element); at; at = previousElementOf(at)) index++;
  return index;
}
