/**
 * Comments and white space around a new element. They came with it, so they go with it: beside an element that replaces
 * itself all day, they would pile up.
 */
import type { DomContext } from "../context.ts";
import {
  childNodesOf,
  isElement,
  nextSiblingOf,
  nodeTypeOf,
  parentNodeOf,
  previousSiblingOf,
  remove,
  textOf,
} from "../native/node.ts";
import type { Style } from "./style.ts";

const companions = new WeakMap<Element, readonly ChildNode[]>();

/**
 * Runs a swap of `target`. Where it is replaced, its companions go first, and those of the new elements are remembered; a morph
 * of ours puts none beside its element.
 */
export function replaceWithCompanions(target: Element, style: Style, { morph }: DomContext, swap: () => void): void {
  if (style.drops !== "target" || !style.into || (style.morph && morph)) return swap();
  const parent = parentNodeOf(target);
  for (const node of companions.get(target) ?? []) if (parentNodeOf(node) === parent) remove(node);
  const [before, after] = [previousSiblingOf(target), nextSiblingOf(target)];
  swap();
  if (!parent) return;
  let waiting: ChildNode[] = [];
  let last: Element | undefined;
  let node = before ? nextSiblingOf(before) : (childNodesOf(parent)[0] ?? null);
  for (; node && node !== after; node = nextSiblingOf(node)) {
    if (isElement(node)) {
      if (waiting.length) companions.set(node, waiting);
      waiting = [];
      last = node;
    } else if (nodeTypeOf(node) === 8 || !textOf(node).trim()) waiting.push(node);
  }
  if (last && waiting.length) companions.set(last, [...(companions.get(last) ?? []), ...waiting]);
}
