/**
 * The one gate for markup, whoever brings it and whoever writes it. In this order: `sanitize` cleans it; scripts lose the
 * nonce they bring, and whether they run is left to the writer, which keeps to `allowScripts`; the target is looked at, at
 * the time of the write; and the style is one that somebody can do.
 */
import type { SwapSpec } from "@sse/parser";
import type { DomContext } from "../context.ts";
import { createElement } from "../native/document.ts";
import { textOf } from "../native/node.ts";
import { contentFlags, HAS_BINDINGS, HAS_MARKUP, NEEDS_FRAGMENT } from "./content.ts";
import { isDead, isInDeadRegion } from "./dead.ts";
import type { JobOptions, SwapJob } from "./job.ts";
import { trust } from "./markup.ts";
import { removeScripts } from "./script.ts";
import { fittingStyle, knownStyle, type Style, unknownStyle, withoutMorph } from "./style.ts";

/** What is to be swapped, as it was asked for. */
export interface SwapRequest {
  readonly target: Element;
  readonly html: string;
  readonly style: Style;
  readonly spec: SwapSpec;
  readonly options: JobOptions;
}

/**
 * Lets the markup of a swap in, at the time of its write; `undefined` where the target may not be written any more. Throws
 * what `sanitize` throws.
 */
export function admit({ target, html, style, spec, options }: SwapRequest, context: DomContext): SwapJob | undefined {
  const { sanitize, strict, allowScripts } = context.config;
  const isText = style.name === "textContent";
  let content: string | DocumentFragment = html;
  if (sanitize) content = passed(sanitize(html, { target, source: options.source ?? "event" }));
  else if (strict && !isText) content = cleaned(html);
  if (typeof content !== "string") {
    // A fragment may hold scripts that would run by themselves.
    if (!allowScripts) removeScripts(content);
    if (isText) content = textOf(content);
  }
  if (!mayBeWritten(target, options.element ?? target, context)) return undefined;
  const flags = typeof content === "string" ? contentFlags(content) : HAS_MARKUP | HAS_BINDINGS | NEEDS_FRAGMENT;
  const selects = options.select || options.selectOob;
  return {
    target,
    content,
    flags: selects ? flags | NEEDS_FRAGMENT : flags,
    style,
    spec: strict ? withoutTitle(spec, options) : spec,
    options,
  };
}

/** Under `strict`, an event gives the page no title, unless the page itself says that it may. */
function withoutTitle(spec: SwapSpec, { source }: JobOptions): SwapSpec {
  return source === "response" || spec.ignoreTitle ? spec : { ...spec, ignoreTitle: { value: true, start: 0, end: 0 } };
}

/** Whether `target` may be written for `element` now: neither may be in a region that is dead. */
export function mayBeWritten(target: Element, element: Element, context: DomContext): boolean {
  // Whoever disabled an element knows that it does nothing more.
  if (isDead(element, context)) return false;
  if (target === element || !isInDeadRegion(target, context)) return true;
  context.report(target, "disabled", "nothing is swapped into an element inside hx-disable");
  return false;
}

/** The style of that name, where somebody can do it; else it is reported and replaced. */
export function styleOf(name: string, target: Element, context: DomContext): Style {
  const style = knownStyle(name);
  if (style && (!style.morph || context.morph || context.hostStyles)) return fittingStyle(style, target);
  if (context.hostStyles) return { name, foreign: true };
  context.report(target, "swap-style", style ? `"${name}" needs a morph: pass one in the context` : unknownStyle(name));
  const instead = style ?? knownStyle(context.config.defaultSwapStyle);
  return fittingStyle(instead && !instead.morph ? instead : withoutMorph(instead), target);
}

/** What a `sanitize` function gives: a string, a fragment, or something trusted that stays what it is. */
function passed(clean: ReturnType<NonNullable<DomContext["config"]["sanitize"]>>): string | DocumentFragment {
  return typeof clean === "string" || clean instanceof DocumentFragment ? clean : trust(clean);
}

/** Of the Sanitizer API, which TypeScript's DOM library does not know. */
interface Sanitizing {
  setHTML?(html: string, options: object): void;
}

/** What the browser leaves of markup under `strict`: what reads well, and nothing that acts, or that a script would look for. */
const sanitizer = {
  attributes: "alt class colspan dir href id lang role rowspan src title".split(" "),
  removeElements: [
    ..."base form link meta style template xmp noembed noframes plaintext".split(" "),
    // A name alone is that of an HTML element.
    ...["style", "use", "image", "foreignObject"].map((name) => ({ name, namespace: "http://www.w3.org/2000/svg" })),
    ...["annotation-xml"].map((name) => ({ name, namespace: "http://www.w3.org/1998/Math/MathML" })),
  ],
};

/** What `strict` lets in where the page brings no `sanitize`: text, and what the browser itself has cleaned. */
function cleaned(html: string): string | DocumentFragment {
  if (!html.includes("<")) return html;
  const template = createElement(document, "template");
  const { setHTML } = template as Sanitizing;
  if (!setHTML) throw new Error("strict needs sanitize for markup");
  setHTML.call(template, html, { sanitizer });
  return template.content;
}
