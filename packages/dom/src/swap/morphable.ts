/**
 * What a morph can be given: idiomorph's time grows with the square of the depth, of the length of lists and of the number of
 * attributes, and it reads forms as their fields have them.
 */
import { attributeCountOf } from "../native/element.ts";
import { firstChildOf, isElement, nextSiblingOf, parentElementOf } from "../native/node.ts";
import { queryAll } from "../native/query.ts";
import { mostAttributes } from "./focus.ts";

/** Deeper trees take seconds; browsers themselves end at 512. */
const deepest = 200;

/** How many pairs of nodes may be compared: two lists of 4,000. Longer ones take seconds. */
const mostPairs = 16_000_000;

/** The members that idiomorph reads of any element, where a field of that name would be found in their place. */
const read = [
  ..."parentNode parentElement childNodes firstChild nextSibling previousSibling nodeType tagName ownerDocument".split(
    " ",
  ),
  ..."namespaceURI attributes getAttribute setAttribute setAttributeNode removeAttribute hasAttribute".split(" "),
  ..."querySelector querySelectorAll matches contains cloneNode insertBefore removeChild appendChild append".split(" "),
  ..."remove moveBefore isEqualNode textContent outerHTML nodeName localName addEventListener".split(" "),
];

/** Why `target` is not to be morphed into `content`; `undefined` where it may be. */
export function whyNotMorph(target: Element, content: DocumentFragment): string | undefined {
  const [old, fresh] = [shapeOf(target), shapeOf(content)];
  if (fresh.depth > deepest) return `content is more than ${deepest} elements deep`;
  if (Math.max(old.attributes, fresh.attributes) > mostAttributes)
    return `an element has more than ${mostAttributes} attributes`;
  if (countPairs(old, fresh) > mostPairs) return "its lists are too long to compare";
  const forms = [...queryAll(content, "form"), ...queryAll(target, "form"), target, parentElementOf(target)];
  const hiding = forms.some(
    (form) => form instanceof HTMLFormElement && read.some((name) => Object.hasOwn(form, name)),
  );
  return hiding ? `a form has a field named like a member of every element` : undefined;
}

/** What a tree looks like. */
interface Shape {
  /** How many elements stand in each other below the root. */
  readonly depth: number;
  /** All nodes below the root. */
  readonly size: number;
  /** How many the element with the most of them has. */
  readonly attributes: number;
  /** The numbers of child nodes of all that have some, the root included. */
  readonly lengths: number[];
}

/** Level by level: content may be as deep as it likes. */
function shapeOf(root: Node): Shape {
  const lengths: number[] = [];
  let depth = 0;
  let size = 0;
  let attributes = isElement(root) ? attributeCountOf(root) : 0;
  for (let level: Node[] = [root]; level.length;) {
    const below: Node[] = [];
    for (const parent of level) {
      const before = below.length;
      for (let node = firstChildOf(parent); node; node = nextSiblingOf(node)) below.push(node);
      if (below.length > before) lengths.push(below.length - before);
    }
    const elements = below.filter(isElement);
    for (const element of elements) attributes = Math.max(attributes, attributeCountOf(element));
    if (elements.length) depth++;
    size += below.length;
    level = below;
  }
  return { depth, size, attributes, lengths };
}

/**
 * How many pairs of nodes may be compared at the most: each child of an element with each of the element that it is morphed
 * into. Which one that is, is not known; no way to pair them gives more than the longest with the longest, and so on.
 */
function countPairs(old: Shape, fresh: Shape): number {
  const most = old.size * fresh.size;
  if (most <= mostPairs) return most;
  const [olds, lengths] = [old, fresh].map((shape) => shape.lengths.sort((one, other) => other - one));
  return (lengths ?? []).reduce((sum, length, index) => sum + length * (olds?.[index] ?? 0), 0);
}
