/** The fast path: content that the DOM's own one-call insertions treat exactly as a swap should. */
import type { DomContext } from "../context.ts";
import { IDS, WHOLE } from "./inspect.ts";
import { focusedIn } from "./keep.ts";
import { markup } from "./markup.ts";
import type { Change } from "./place.ts";
import { dress, noteIds, withIds } from "./settle.ts";
import { spotOf, type Style } from "./style.ts";

/**
 * Swaps `html`, of which `needs` is known, without a fragment; `false` where that would not be the same. Looks the new
 * elements up only when they are `wanted`.
 */
export function swapPlain(
  change: Change,
  target: Element,
  html: string,
  needs: number,
  { into, drops, morph }: Style,
  context: DomContext,
  wanted: boolean,
): boolean {
  const whole = drops === "target";
  const [parent, next] = spotOf(target, into ?? "beforeend");
  const text = drops === "content" && !into;
  if (!text) {
    if (needs & WHOLE || morph || !(parent instanceof Element) || (drops && focusedIn(target, whole))) return false;
    if (needs && !fits(parent.localName, html)) return false;
  }
  const { elements, tasks } = change;
  const noted = drops && needs & IDS ? noteIds(target, whole) : undefined;
  if (drops) context.release?.(target, whole);
  let first: ChildNode | null | undefined;
  if (drops === "content") {
    if (text || !needs) target.textContent = html;
    else target.innerHTML = markup(html);
  } else if (into) {
    first = next ? next.previousSibling : parent?.lastChild;
    target.insertAdjacentHTML(into, markup(html));
  }
  if (into && (wanted || noted)) {
    let node = first ? first.nextSibling : parent?.firstChild;
    for (; node && node !== next; node = node.nextSibling) if (node instanceof Element) elements.push(node);
  }
  if (whole) target.remove();
  change.subjects = whole ? elements : [target];
  if (noted) dress(noted, whole ? withIds(elements) : target.querySelectorAll("[id]"), tasks, context.config);
  return true;
}

/** Whether the parser sees `html` in a `parent` as it would in a template: table parts depend on where they stand. */
export function fits(parent: string, html: string): boolean {
  const part = /^\s*(?:<!--[^]*?-->\s*)*<(t(?:body|head|foot|[rdh])|caption|col(?:group)?)\b/i.exec(html)?.[1];
  return part
    ? /^(?:t(?:body|head|foot) tr|tr t[dh])$/i.test(`${parent} ${part}`)
    : !/^(?:t(?:able|body|head|foot|r)|colgroup)$/.test(parent);
}
