/** Parts of the markup that go elsewhere: `hx-select-oob` and `hx-swap-oob`. */
import { idOf, ownAttribute } from "../attributes.ts";
import type { DomContext } from "../context.ts";
import { closest, innerMarkupOf, localNameOf, markupOf, namespaceOf, removeAttribute } from "../native/element.ts";
import { childNodesOf, contains, copyOf, documentOf, parentElementOf, remove } from "../native/node.ts";
import { query, queryAll, templatesIn } from "../native/query.ts";
import { takesPart } from "./dead.ts";
import { foreignOf } from "./foreign.ts";
import { fragmentOf, parse } from "./fragment.ts";
import { styleOf } from "./gate.ts";
import type { Change } from "./job.ts";
import { outOfBand } from "./only-parts.ts";
import { cutAt, selectedParts } from "./select-oob.ts";
import { type PartContext, readPartSpec, swapPart } from "./placed-part.ts";
import { keepClonesInert } from "./script.ts";

/** Takes the out-of-band parts out of `fragment`, and those that `selectOob` names; gives what each of them changed. */
export function swapOutOfBand(
  fragment: DocumentFragment,
  selectOob: string | undefined,
  parts: PartContext,
): { taken: number; changes: Change[] } {
  const { context } = parts;
  const changes: Change[] = [];
  let taken = 0;
  const elsewhere = (part: Element, value: string, isInner: boolean): void => {
    changes.push(...swapElsewhere({ part, value, isInner }, parts));
  };
  /** A part inside of `part` goes to its own place first, and stays in `part`, which may bring that very place anew. */
  const swap = (part: Element, value: string): void => {
    const inner = markedIn(part);
    taken += inner.length + 1;
    const sorted = innermostFirst(inner);
    if (sorted.length < inner.length)
      context.report(null, "oob-target", `parts stand more than ${deepest} deep in each other`);
    for (const [each, own] of sorted) elsewhere(cloneOf(each, context), own, true);
    elsewhere(part, value, false);
  };

  for (const [part, place] of selectedParts(fragment, selectOob, context)) {
    unmark(part);
    swap(part, place);
  }
  const swapMarked = (within: DocumentFragment) => {
    const elements = queryAll(within, outOfBand);
    for (const element of elements) {
      const value = unmark(element);
      if (value !== null) swap(element, value);
    }
    return elements.length;
  };
  swapMarked(fragment);
  for (const template of templatesIn(fragment)) if (swapMarked(template.content)) remove(template);
  return { taken, changes };
}

function cloneOf(part: Element, { config }: DomContext): Element {
  const clone = copyOf(part, true);
  keepClonesInert(clone, config);
  return clone;
}

/** Takes the marks from the parts in `part`; gives what they said, in the order of the document. */
function markedIn(part: Element): (readonly [Element, string])[] {
  return [...queryAll(part, outOfBand)].flatMap((inner) => {
    const own = unmark(inner);
    return own === null ? [] : [[inner, own] as const];
  });
}

/** Parts stand at most so deep in each other: each is copied, with all that is in it. */
const deepest = 10;

/** Each behind all that stand in it, and otherwise in the order of the document, in which they come; without the deepest. */
function innermostFirst<T extends readonly [Element, ...unknown[]]>(parts: readonly T[]): T[] {
  const around: T[] = [];
  const sorted: T[] = [];
  for (const part of parts) {
    for (let last = around.at(-1); last && !contains(last[0], part[0]); last = around.at(-1)) {
      sorted.push(last);
      around.pop();
    }
    if (around.length < deepest) around.push(part);
  }
  for (let last = around.pop(); last; last = around.pop()) sorted.push(last);
  return sorted;
}

/** Takes the mark from a part; gives what it said, `null` where it has none any more. */
function unmark(part: Element): string | null {
  const value = ownAttribute(part, "hx-swap-oob");
  removeAttribute(part, "hx-swap-oob");
  removeAttribute(part, "data-hx-swap-oob");
  return value;
}

/**
 * Where a part goes, and how: `style`, or `style:selector`, with modifiers. The styles of morphing have a colon of their own;
 * an id stands for a selector.
 */
function placeOf(part: Element, value: string, context: DomContext) {
  const { where, spec } = readPartSpec(value, context);
  const [style, given] = cutAt(where, where.indexOf(":", /^morph:(?:inn|out)erHTML/.exec(where)?.[0].length));
  const [, inPage] = /^global\s+([^]*)$/.exec(given) ?? [];
  const id = idOf(part);
  const selector = (inPage ?? given) || (id && `#${CSS.escape(id)}`);
  return { style, selector, isGlobal: inPage !== undefined, isGiven: !!given, spec };
}

/** Says that the part has no place, and is dropped. */
function reportLost(part: Element, selector: string, context: DomContext): void {
  const missing = selector ? `finds no "${selector}"` : `on <${localNameOf(part)}> needs an id, or style:selector`;
  context.report(null, "oob-target", `hx-swap-oob ${missing}`);
}

/** Says so of the parts of `html`, for a host that drops them without a word. What `reads` matches only the host can read. */
export function reportLostParts(html: string, reads: RegExp, context: DomContext): void {
  for (const part of queryAll(fragmentOf(html), outOfBand)) {
    const value = ownAttribute(part, "hx-swap-oob") ?? "";
    const { selector, isGiven } = placeOf(part, value, context);
    const around = parentElementOf(part);
    const mayCome = !isGiven && around && closest(around, outOfBand);
    if (!mayCome && !reads.test(value) && !(selector && query(document, selector))) reportLost(part, selector, context);
  }
}

/** A part, what its mark says, and whether it stands in another. */
interface MarkedPart {
  readonly part: Element;
  readonly value: string;
  readonly isInner: boolean;
}

/** Swaps one part into every target that its mark, or else its id names. */
function swapElsewhere({ part: element, value, isInner }: MarkedPart, parts: PartContext): Change[] {
  const { context, root, source, budget } = parts;
  remove(element);
  const { style: name, selector, isGlobal, isGiven, spec } = placeOf(element, value, context);
  const found = selector ? [...queryAll(isGlobal ? documentOf(root) : root, selector)] : [];
  const targets = budget(found.filter((target) => takesPart(target, context, source)));
  // The place of an inner part may come with the part around it.
  if (!found[0] && (isGiven || !isInner)) reportLost(element, selector, context);
  return targets.flatMap((target, index) => {
    const style = styleOf(name === "true" ? "outerHTML" : name, target, context);
    // The original goes last: a clone would be without its declarative shadow roots.
    const part = index === targets.length - 1 ? element : cloneOf(element, context);
    const fragment = fragmentFor(part, target, style.drops === "target", context);
    return swapPart({ target, fragment, style, spec }, parts) ?? [];
  });
}

/**
 * The part itself or its content, as its place makes of it: below an `<svg>`, markup means something else. What was cleaned is
 * not parsed again: it was clean as what it was.
 */
function fragmentFor(
  part: Element,
  target: Element,
  whole: boolean,
  { config, disabled }: DomContext,
): DocumentFragment {
  const place = (whole && parentElementOf(target)) || target;
  const isClean = config.sanitize || config.strict;
  if (!isClean && foreignOf(place) && namespaceOf(part) !== namespaceOf(place)) {
    return parse(whole ? markupOf(part) : innerMarkupOf(part), place, disabled)[0];
  }
  const fragment = new DocumentFragment();
  fragment.append(...(whole ? [part] : childNodesOf((part as HTMLTemplateElement).content ?? part)));
  return fragment;
}
