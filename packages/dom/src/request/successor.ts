/** Who goes on for an element that a swap took out of the document: the one with its id, else the one in its place. */
import { idOf } from "../attributes.ts";
import { childrenOf, localNameOf, nextElementOf, previousElementOf } from "../native/element.ts";
import { documentOf, isConnected, parentElementOf } from "../native/node.ts";
import { type Deadly, firstWithId, isInDeadRegion } from "../swap/dead.ts";

const successors = new WeakMap<Element, Element>();

/**
 * The element itself while it stands in the document, else who goes on for it; `undefined` where nobody does. In a dead region
 * goes on only what stood in one: it still does, out of the document.
 */
export function successorOf(element: Element, context: Deadly): Element | undefined {
  if (isConnected(element)) return element;
  const wasHeld = isInDeadRegion(element, context);
  const mayGoOn = (found: Element): boolean => wasHeld || !isInDeadRegion(found, context);
  const seen = new Set<Element>();
  for (let at: Element | undefined = element; at && !seen.has(at); at = successors.get(at)) {
    if (isConnected(at)) return mayGoOn(at) ? at : undefined;
    const named = firstWithId(documentOf(at), idOf(at), mayGoOn);
    if (named) return named;
    seen.add(at);
  }
  return undefined;
}

/** A step of the way to an element: what stands in its place below `parent` now. What has only moved up is nobody's successor. */
type Step = (parent: Element) => Element | undefined;

/** Of an element between others that stay: by those, however many there are. */
function stepBetween(at: Element): Step {
  const [before, after] = [previousElementOf(at), nextElementOf(at)];
  return (parent) => {
    const found = before ? isConnected(before) && nextElementOf(before) : childrenOf(parent)[0];
    return found && found !== after ? found : undefined;
  };
}

/** Of an element that goes with those beside it: by its index. */
function stepByIndex(at: Element, parent: Element): Step {
  const beside = [...childrenOf(parent)];
  const [index, were] = [beside.indexOf(at), new Set(beside)];
  return (parent) => {
    const found = childrenOf(parent)[index];
    return found === at || !found || !were.has(found) ? found : undefined;
  };
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
    if (parent) steps.unshift(at === target ? stepBetween(at) : stepByIndex(at, parent));
    at = parent;
  }
  if (at !== container) return () => {};
  return () => {
    if (isConnected(element)) return;
    let found: Element | undefined = container;
    for (const step of steps) found = found && step(found);
    if (found && localNameOf(found) === localNameOf(element)) successors.set(element, found);
  };
}
