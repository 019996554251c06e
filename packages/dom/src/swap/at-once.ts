/** Swaps in one write: content that the DOM's own insertions treat exactly as a swap should. */
import { HAS_IDS, HAS_MARKUP, NEEDS_FRAGMENT } from "./content.ts";
import { focusedIn } from "./keep.ts";
import { isBound, type Change, type SwapJob } from "./job.ts";
import { leadingTablePart } from "./leading-tag.ts";
import { markup } from "./markup.ts";
import { dress, noteIds, withIds } from "./settle.ts";
import { placeOf, type Style } from "./style.ts";

/** A job whose content is text: only such is written at once. */
export type TextJob = SwapJob & { readonly content: string };

/** The one answer to *can this be written at once*; everything else goes through a fragment. */
export function canWriteAtOnce(job: SwapJob): job is TextJob {
  const { target, content, flags, style } = job;
  if (typeof content !== "string") return false;
  if (isText(style)) return true;
  if (flags & NEEDS_FRAGMENT || style.morph) return false;
  const [parent] = placeOf(target, style);
  if (!(parent instanceof Element)) return false;
  // Somebody's field must not go.
  if (style.drops && focusedIn(target, style.drops === "target")) return false;
  return !(flags & HAS_MARKUP) || parsesAlike(parent.localName, content);
}

/** Swaps without a fragment. Looks the new elements up only where somebody asks for them. */
export function writeAtOnce(job: TextJob): Change {
  const { target, content, flags, style, context } = job;
  const { into, drops } = style;
  const replaced = drops === "target";
  const [parent, next] = placeOf(target, style);
  const noted = drops && flags & HAS_IDS ? noteIds(target, replaced) : undefined;
  if (drops) context.release?.(target, replaced);

  const before = next ? next.previousSibling : parent?.lastChild;
  if (drops === "content") {
    if (!flags || isText(style)) target.textContent = content;
    else target.innerHTML = markup(content);
  } else if (into) target.insertAdjacentHTML(into, markup(content));
  const elements =
    into && (noted || wantsElements(job)) ? elementsBetween(parent, drops === "content" ? null : before, next) : [];
  if (replaced) target.remove();

  const subjects = replaced ? elements : [target];
  const tasks = noted
    ? dress(noted, replaced ? withIds(elements) : target.querySelectorAll("[id]"), context.config)
    : [];
  return { elements, subjects, settling: subjects, tasks };
}

/** Whether somebody is told of the new elements, or has something done to them. */
function wantsElements(job: SwapJob): boolean {
  const { options, spec } = job;
  return isBound(job) || !!(options.swapped || options.settled || spec.settleDelay || spec.show || spec.scroll);
}

function elementsBetween(parent: Node | null, before: Node | null | undefined, next: Node | null): Element[] {
  const elements: Element[] = [];
  let node = before ? before.nextSibling : parent?.firstChild;
  for (; node && node !== next; node = node.nextSibling) if (node instanceof Element) elements.push(node);
  return elements;
}

/** `textContent`: the only style that takes content away and parses none. */
const isText = ({ into, drops }: Style): boolean => drops === "content" && !into;

/** Whether the parser sees `html` in a `parent` as it would in a template: table parts depend on where they stand. */
function parsesAlike(parent: string, html: string): boolean {
  const part = leadingTablePart(html);
  return part
    ? /^(?:t(?:body|head|foot) tr|tr t[dh])$/i.test(`${parent} ${part}`)
    : !/^(?:t(?:able|body|head|foot|r)|colgroup)$/.test(parent);
}
