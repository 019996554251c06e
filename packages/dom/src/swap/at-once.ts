/** Swaps in one write: content that the DOM's own insertions treat exactly as a swap should. */
import type { DomContext } from "../context.ts";
import { childrenOf, insertMarkupAt, localNameOf, nextElementOf, setMarkup } from "../native/element.ts";
import { firstChildOf, lastChildOf, nextSiblingOf, previousSiblingOf, remove, setText } from "../native/node.ts";
import { HAS_BINDINGS, HAS_IDS, HAS_MARKUP, NEEDS_FRAGMENT } from "./content.ts";
import { focusedIn } from "./focus.ts";
import type { SwapJob } from "./job.ts";
import { foreignOf, mayBeDead } from "./foreign.ts";
import { leadingTablePart } from "./leading-tag.ts";
import { markup } from "./markup.ts";
import { placeOf, type Style } from "./style.ts";

/** A job whose content is text: only such is written at once. */
export type TextJob = SwapJob & { readonly content: string };

/** The one answer to *can this be written at once*; everything else takes the longer way of the engine or of the host. */
export function canWriteAtOnce(job: SwapJob, { disabled }: DomContext): job is TextJob {
  const { target, content, flags, style } = job;
  if (typeof content !== "string" || style.foreign) return false;
  if (isText(style)) return true;
  if (flags & NEEDS_FRAGMENT || style.morph) return false;
  const [parent] = placeOf(target, style);
  if (!(parent instanceof Element)) return false;
  // Somebody's field must not go.
  if (style.drops && focusedIn(target, style.drops === "target")) return false;
  // Below an `<svg>`, HTML breaks out of what it stands in.
  if (flags & HAS_BINDINGS && foreignOf(parent) && mayBeDead(content, disabled)) return false;
  return !(flags & HAS_MARKUP) || parsesAlike(localNameOf(parent), content);
}

/** Whether elements of the new content may have to wear the attributes of old ones for a moment. */
export const maySettle = ({ flags, style }: SwapJob): boolean => !!style.drops && (flags & HAS_IDS) > 0;

/** Writes. Gives the new top-level elements, looked up only where somebody asks for them or `wanted` says so. */
export function writeAtOnce(job: TextJob, context: DomContext, wanted: boolean): readonly Element[] {
  const { target, content, flags, style } = job;
  const { into, drops } = style;
  const [parent, next] = placeOf(target, style);
  if (drops) context.release?.(target, drops === "target");
  const before = next ? previousSiblingOf(next) : parent && lastChildOf(parent);
  if (drops === "content") {
    if (!flags || isText(style)) setText(target, content);
    else setMarkup(target, markup(content));
  } else if (into) insertMarkupAt(target, into, markup(content));
  const looks = into && (wanted || wantsElements(job, context));
  const elements = !looks ? [] : drops === "content" ? elementsIn(target) : elementsBetween(parent, before, next);
  if (drops === "target") remove(target);
  return elements;
}

/** Whether the new elements are handed to the context. */
export function isBound({ target, flags }: SwapJob, { hostCares }: DomContext): boolean {
  return (flags & HAS_BINDINGS) > 0 || ((flags & HAS_MARKUP) > 0 && !!hostCares?.(target));
}

/** Whether somebody is told of the new elements, or has something done to them. */
function wantsElements(job: SwapJob, context: DomContext): boolean {
  const { options, spec } = job;
  return (
    isBound(job, context) || !!(options.swapped || options.settled || spec.settleDelay || spec.show || spec.scroll)
  );
}

/** From one element to the next: to ask each node what it is takes twice as long. */
function elementsIn(parent: Element): Element[] {
  const elements: Element[] = [];
  for (let element = childrenOf(parent)[0] ?? null; element; element = nextElementOf(element)) elements.push(element);
  return elements;
}

function elementsBetween(parent: Node | null, before: Node | null | undefined, next: Node | null): Element[] {
  const elements: Element[] = [];
  let node = before ? nextSiblingOf(before) : parent && firstChildOf(parent);
  for (; node && node !== next; node = nextSiblingOf(node)) if (node instanceof Element) elements.push(node);
  return elements;
}

/** `textContent`: the only style that takes content away and parses none. */
export const isText = ({ into, drops }: Style): boolean => drops === "content" && !into;

/**
 * Whether the parser sees `html` in a `parent` as it would in a template: table parts depend on where they stand, and a
 * `<select>` drops what is no option in browsers that cannot style it.
 */
function parsesAlike(parent: string, html: string): boolean {
  const part = leadingTablePart(html);
  return part
    ? /^(?:t(?:body|head|foot) tr|tr t[dh])$/i.test(`${parent} ${part}`)
    : !/^(?:t(?:able|body|head|foot|r)|colgroup|select)$/.test(parent);
}
