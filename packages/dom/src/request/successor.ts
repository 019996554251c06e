/** Who goes on for an element that a swap took out of the document: the one with its id, else the one in its place. */
import { idOf } from "../attributes.ts";
import { childrenOf, localNameOf } from "../native/element.ts";
import { documentOf, isConnected, parentElementOf } from "../native/node.ts";
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

/** The way to an element: at each step the element, its index, and what stands beside it. */
interface Step {
  readonly through: Element;
  readonly index: number;
  readonly beside: ReadonlySet<Element>;
}

/**
 * To be called before a swap of `target`. What it gives is to be called when the swap is done: it remembers what the swap has
 * put where `element` stood, if that was taken out.
 */
export function watchPlace(element: Element, target: Element): () => void {
  const container = parentElementOf(target) ?? target;
  const steps: Step[] = [];
  let at: Element | null = element;
  while (at && at !== container) {
    const parent: Element | null = parentElementOf(at);
    const beside = parent ? [...childrenOf(parent)] : [];
    steps.unshift({ through: at, index: beside.indexOf(at), beside: new Set(beside) });
    at = parent;
  }
  if (at !== container) return () => {};
  return () => {
    if (isConnected(element)) return;
    let found: Element | undefined = container;
    for (const { through, index, beside } of steps) {
      found = found && childrenOf(found)[index];
      // What has only moved up, since something was deleted, is nobody's successor.
      if (found && found !== through && beside.has(found)) return;
    }
    if (found && localNameOf(found) === localNameOf(element)) successors.set(element, found);
  };
}
