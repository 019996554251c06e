/** The fast path: content that the DOM's own one-call insertions treat exactly as a swap should. */
import type { DomContext } from "../context.ts";
import { rootOf } from "../target.ts";
import { IDS, inspect, WHOLE } from "./inspect.ts";
import { markup } from "./markup.ts";
import type { Outcome } from "./place.ts";
import { dress, noteIds } from "./settle.ts";
import type { Style } from "./style.ts";

/**
 * Swaps `html` without a fragment, or gives `undefined` where that would not be the same. Looks the new elements up only
 * when they are `wanted`.
 */
export function swapPlain(
  target: Element,
  html: string,
  { into, drops, morph }: Style,
  context: DomContext,
  wanted: boolean,
): Outcome | undefined {
  const needs = inspect(html);
  if (needs & WHOLE || morph) return undefined;
  const outer = drops === "target" || into === "before" || into === "after";
  const parent = outer ? target.parentElement : target;
  if (!parent || (outer && target === document.body)) return undefined;
  if ((needs && !fits(parent, html)) || (drops && holdsFocus(target, outer))) return undefined;
  const noted = needs & IDS && drops ? noteIds(target, outer) : undefined;
  let before: Element | null = null;
  let after: Element | null = null;
  if (drops && context.release) for (const gone of outer ? [target] : target.children) context.release(gone);
  if (drops === "content") {
    if (needs && into) target.innerHTML = markup(html);
    else target.textContent = html;
  } else {
    before = into === "append" ? target.lastElementChild : into === "after" ? target : target.previousElementSibling;
    after = into === "before" && !drops ? target : target.nextElementSibling;
    if (into === "prepend") [before, after] = [null, target.firstElementChild];
    if (into === "append") after = null;
    if (into && !drops) target.insertAdjacentHTML(places[into], markup(html));
    else if (into) target.outerHTML = markup(html);
    else if (drops) target.remove();
  }
  const elements = into && (wanted || noted) ? between(parent, before, after) : [];
  const subjects = drops === "target" ? elements : [target];
  return { elements, subjects, settling: subjects, tasks: dress(noted, elements, context.config) };
}

const places = { append: "beforeend", prepend: "afterbegin", before: "beforebegin", after: "afterend" } as const;

function between(parent: Element, before: Element | null, after: Element | null): Element[] {
  const elements: Element[] = [];
  let element = before ? before.nextElementSibling : parent.firstElementChild;
  for (; element && element !== after; element = element.nextElementSibling) elements.push(element);
  return elements;
}

/** Whether the parser sees `html` in `parent` as it would in a template: table parts depend on where they stand. */
function fits(parent: Element, html: string): boolean {
  const part = /^\s*(?:<!--[^]*?-->\s*)*<(t(?:body|head|foot|[rdh])|caption|col(?:group)?)\b/i.exec(html)?.[1];
  if (part) return tableParts.test(`${parent.localName} ${part.toLowerCase()}`);
  return !/^(?:t(?:able|body|head|foot|r|emplate)|colgroup)$/.test(parent.localName);
}

const tableParts = /^(?:t(?:body|head|foot) tr|tr t[dh]|table (?:t(?:body|head|foot)|caption|colgroup)|colgroup col)$/;

function holdsFocus(target: Element, self: boolean): boolean {
  const active = rootOf(target).activeElement;
  return active !== null && active !== document.body && target.contains(active) && (self || active !== target);
}
