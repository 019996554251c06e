/** Where an extended selector points, seen from an element: `hx-target`, `from:`, `hx-include` and the like. */
import type { TargetSpec } from "@sse/parser";
import { bodyOf, windowOf } from "./native/document.ts";
import { closest, nextElementOf, previousElementOf } from "./native/element.ts";
import { documentOf, nodeTypeOf, positionOf, topOf } from "./native/node.ts";
import { query, queryAll } from "./native/query.ts";

/** What an extended selector may point at. */
export type Target = Element | Document | Window;

/** What `compareDocumentPosition` says of places: `Node.DOCUMENT_POSITION_…`. */
const PRECEDING = 2;
const FOLLOWING = 4;

type Resolve = (element: Element, selector: string, owner: Element) => Target | null | undefined;

const kinds: Readonly<Record<TargetSpec["kind"], Resolve>> = {
  this: (_element, _selector, owner) => owner,
  next: (element) => nextElementOf(element),
  previous: (element) => previousElementOf(element),
  body: (element) => bodyOf(documentOf(element)),
  document: (element) => documentOf(element),
  window: (element) => windowOf(documentOf(element)),
  closest: (element, selector) => closest(element, selector),
  find: (element, selector) => query(element, selector),
  "next-match": (element, selector) => beside(element, selector, FOLLOWING)[0],
  "previous-match": (element, selector) => beside(element, selector, PRECEDING).at(-1),
  selector: (element, selector) => query(rootOf(element), selector),
};

/**
 * The one place that `spec` means for `element`; `null` when there is none. `owner` is the element that carries the
 * attribute, where it was inherited: `this` means that one. Throws `SyntaxError` for a selector the browser refuses.
 */
export function resolveTarget(element: Element, spec: TargetSpec, owner: Element = element): Target | null {
  return kinds[spec.kind](element, "selector" in spec ? spec.selector : "", owner) ?? null;
}

/** Every place that a list of extended selectors means, in the order of the list; a plain selector gives all its matches. */
export function resolveTargets(element: Element, specs: readonly TargetSpec[], owner: Element = element): Target[] {
  return specs.flatMap((spec) =>
    spec.kind === "selector"
      ? [...queryAll(rootOf(element), spec.selector)]
      : (resolveTarget(element, spec, owner) ?? []),
  );
}

/** The document or shadow root that an element stands in; its document when it stands in neither. */
export function rootOf(element: Element): Document | ShadowRoot {
  const root = topOf(element);
  return nodeTypeOf(root) === 9 || root instanceof ShadowRoot ? (root as Document | ShadowRoot) : documentOf(element);
}

/** Exact comparison leaves out what contains the element and what it contains, as in htmx. */
function beside(element: Element, selector: string, side: number): Element[] {
  const candidates = [...queryAll(rootOf(element), selector)];
  return candidates.filter((candidate) => positionOf(candidate, element) === side);
}
