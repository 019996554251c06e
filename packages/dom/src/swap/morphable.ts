/**
 * What a morph can be given: idiomorph's time grows with the square of the depth and of the length of lists, and it reads
 * forms as their fields have them.
 */
import { childrenOf } from "../native/element.ts";
import { childNodesOf, parentElementOf } from "../native/node.ts";
import { queryAll } from "../native/query.ts";

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
  if (isTooDeep(content)) return `content is more than ${deepest} elements deep`;
  if (countPairs(target, content) > mostPairs) return "its lists are too long to compare";
  const forms = [...queryAll(content, "form"), ...queryAll(target, "form"), target, parentElementOf(target)];
  const hiding = forms.some(
    (form) => form instanceof HTMLFormElement && read.some((name) => Object.hasOwn(form, name)),
  );
  return hiding ? `a form has a field named like a member of every element` : undefined;
}

/** Level by level: content may be as deep as it likes. */
function isTooDeep(content: DocumentFragment): boolean {
  let level: Element[] = [...content.children];
  for (let depth = 0; depth < deepest; depth++) {
    if (!level.length) return false;
    level = level.flatMap((element) => [...childrenOf(element)]);
  }
  return level.length > 0;
}

/**
 * How many pairs of nodes may be compared at the most: each child of an element with each of the element that it is morphed
 * into. Which one that is, is not known; no way to pair them gives more than the longest with the longest, and so on.
 */
function countPairs(target: Element, content: DocumentFragment): number {
  const [old, fresh] = [lengthsOf(target), lengthsOf(content)];
  const shift = old.length - fresh.length;
  return fresh.reduce((sum, length, index) => sum + length * (old[index + shift] ?? 0), 0);
}

/** The numbers of child nodes of all elements in `root`, and of itself, the largest last. */
function lengthsOf(root: Element | DocumentFragment): number[] {
  const parents = [root, ...queryAll(root, ":not(:empty)")];
  return parents.map((parent) => childNodesOf(parent).length).sort((one, other) => one - other);
}
