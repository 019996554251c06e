/** Where an extended selector points, seen from an element: `hx-target`, `from:`, `hx-include` and the like. */
import { parseTargetAttribute, type TargetSpec } from "@sse/parser";
import { bodyOf, windowOf } from "./native/document.ts";
import { closest, nextElementOf, previousElementOf } from "./native/element.ts";
import { documentOf, nodeTypeOf, positionOf, topOf } from "./native/node.ts";
import { elementById, query, queryAll } from "./native/query.ts";

/** What an extended selector may point at. */
export type Target = Element | Document | ShadowRoot | Window;

/** What `compareDocumentPosition` says of places: `Node.DOCUMENT_POSITION_…`. */
const PRECEDING = 2;
const FOLLOWING = 4;

type Root = Document | ShadowRoot;

/** Whether one of several matches will do. */
export type Accepts = (candidate: Element) => boolean;

/** `root` gives where selectors are looked for. */
type Resolve = (
  element: Element,
  selector: string,
  owner: Element,
  root: () => Root,
  accepts?: Accepts,
) => Target | null | undefined;

const kinds: Readonly<Record<TargetSpec["kind"], Resolve>> = {
  this: (_element, _selector, owner) => owner,
  next: (element) => nextElementOf(element),
  previous: (element) => previousElementOf(element),
  body: (element) => bodyOf(documentOf(element)),
  document: (element) => documentOf(element),
  window: (element) => windowOf(documentOf(element)),
  closest: (element, selector) => closest(element, selector),
  find: (element, selector, _owner, _root, accepts) => first(element, selector, accepts),
  host: (element) => hostOf(rootOf(element)),
  root: (element) => rootOf(element),
  "next-match": (element, selector, _owner, root, accepts) => next(element, selector, root(), accepts),
  "previous-match": (element, selector, _owner, root, accepts) => previous(element, selector, root(), accepts),
  selector: (_element, selector, _owner, root, accepts) => first(root(), selector, accepts),
};

/**
 * The one place that `spec` means for `element`; `null` when there is none. `owner` is the element that carries the
 * attribute, where it was inherited: `this` means that one. Of several matches it is the first that `accepts`, else the
 * first. Throws `SyntaxError` for a selector the browser refuses.
 */
export function resolveTarget(
  element: Element,
  spec: TargetSpec,
  owner: Element = element,
  accepts?: Accepts,
): Target | null {
  const selector = "selector" in spec ? spec.selector : "";
  return kinds[spec.kind](element, selector, owner, () => rootFor(element, spec), accepts) ?? null;
}

/** What is said of an `hx-target` that names nothing. */
export function missingTarget(element: Element, text = ""): string {
  const meant = elementById(rootOf(element), text) ? `; did you mean "#${text}"?` : "";
  return `hx-target="${text}" names no element of the page${meant}`;
}

/** Every place that a list of extended selectors means, in the order of the list; a plain selector gives all its matches, whatever `accepts` says of one. */
export function resolveTargets(
  element: Element,
  specs: readonly TargetSpec[],
  owner: Element = element,
  accepts?: Accepts,
): Target[] {
  const found = specs
    .flatMap(listOf)
    .flatMap((spec) =>
      spec.kind === "selector"
        ? [...queryAll(rootFor(element, spec), spec.selector)]
        : (resolveTarget(element, spec, owner, accepts) ?? []),
    );
  return [...new Set(found)];
}

/** What makes a list of more than a selector has commas: one of these stands behind a comma. */
const extended = /,\s*(?:global|closest|find|next|previous|this|body|document|window|host|root)\b/;

/** The extended selectors that a list like `previous button, next a` is made of; `global` before it counts for all. */
function listOf(spec: TargetSpec): TargetSpec[] {
  if (!("selector" in spec) || !extended.test(spec.selector)) return [spec];
  const [first = "", ...others] = partsOf(spec.selector);
  const reach = "global" in spec ? "global " : "";
  const read = (text: string) => parseTargetAttribute(reach + text).value ?? [];
  return [{ ...spec, selector: first.trim() }, ...others.flatMap(read)];
}

/** The parts of a list: commas separate them, but not between `<` and `/>`. */
export function partsOf(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === "<") depth++;
    else if (character === "/" && text.charAt(at + 1) === ">") depth--;
    else if (character === "," && depth <= 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)];
}

/** The document or shadow root that an element stands in; its document when it stands in neither. */
export function rootOf(element: Element): Root {
  const root = topOf(element);
  return nodeTypeOf(root) === 9 || root instanceof ShadowRoot ? (root as Root) : documentOf(element);
}

const hostOf = (root: Root): Element | null => (root instanceof ShadowRoot ? root.host : null);

const rootFor = (element: Element, spec: TargetSpec): Root =>
  "global" in spec ? documentOf(element) : rootOf(element);

function first(root: Root | Element, selector: string, accepts?: Accepts): Element | null | undefined {
  return accepts ? accepted(queryAll(root, selector), accepts) : query(root, selector);
}

/** The first candidate behind the element. Exact comparison leaves out what it contains, as in htmx. */
function next(element: Element, selector: string, root: Root, accepts?: Accepts): Element | undefined {
  const candidates = queryAll(root, selector);
  const at = countOf(candidates, (candidate) => positionOf(candidate, element) !== FOLLOWING);
  return accepts ? accepted([...candidates].slice(at), accepts) : candidates[at];
}

/** The last candidate before the element, which does not contain it. */
function previous(element: Element, selector: string, root: Root, accepts?: Accepts): Element | undefined {
  const candidates = queryAll(root, selector);
  let at = countOf(candidates, (candidate) => (positionOf(candidate, element) & PRECEDING) > 0) - 1;
  let nearest: Element | undefined;
  for (let found = candidates[at]; found; found = candidates[--at]) {
    if (positionOf(found, element) !== PRECEDING) continue;
    nearest ??= found;
    if (!accepts || accepts(found)) return found;
  }
  return nearest;
}

function accepted(candidates: ArrayLike<Element> & Iterable<Element>, accepts: Accepts): Element | undefined {
  for (const candidate of candidates) if (accepts(candidate)) return candidate;
  return candidates[0];
}

/** How many of `candidates`, which are in the order of the document, are `before` all the others. */
function countOf(candidates: ArrayLike<Element>, before: (candidate: Element) => boolean): number {
  let [low, high] = [0, candidates.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const candidate = candidates[middle];
    if (candidate && before(candidate)) low = middle + 1;
    else high = middle;
  }
  return low;
}
