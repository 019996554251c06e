/** The swap: new content into a target, the way an `hx-swap` attribute says. */
import type { SwapSpec } from "@sse/parser";
import { defaultConfig } from "../config.ts";
import type { DomContext } from "../context.ts";
import { BINDINGS, inspect, MARKUP, WHOLE } from "./inspect.ts";
import { trust } from "./markup.ts";
import type { Change } from "./place.ts";
import { swapPlain } from "./plain.ts";
import { swapQuick } from "./quick.ts";
import { scrollTo } from "./scroll.ts";
import { removeClass, settle, settleNow } from "./settle.ts";
import { ownStyle, type Style, styleOf } from "./style.ts";
import { transition } from "./transition.ts";
import type { SwapOptions } from "./types.ts";
import { hasWaiting, isComposing, wait } from "./waiting.ts";
import { swapWhole } from "./whole.ts";

const standalone: DomContext = {
  config: defaultConfig(),
  process() {},
  report: (element, code, message) => console.warn(`sse: ${message}`, code, element),
};

/**
 * Puts `html` into the document. Follows `hx-swap` of htmx 2; what is absent in `spec` comes from the configuration.
 * Everything happens before it returns, save settling, unless `spec` asks for a delay or a transition: then the promise
 * resolves when the content stands. A swap that waits for a frame or for an input method returns at once; `options` hear of
 * its end. Throws what a selector or `sanitize` throws; whatever the page can mend is reported to the context.
 */
export function swap(target: Element, html: string, spec: SwapSpec, options: SwapOptions = {}): void | Promise<void> {
  const { context = standalone, superseded, element = target } = options;
  if (swapQuick(target, html, spec, options, context)) return;
  const { config } = context;
  const name = spec.style?.value ?? config.defaultSwapStyle;
  if (!ownStyle(name, context) && context.swapStyle?.(name, target, html, spec, element)) {
    options.swapped?.([]);
    return options.settled?.([]);
  }
  const style = styleOf(name, target, context);
  const run = () => apply(target, html, style, spec, options, context);
  const begin = () => {
    if ((spec.transition?.value ?? config.globalViewTransitions) && "startViewTransition" in document) {
      return transition(run);
    }
    const replaces = style.drops !== undefined;
    const frame = spec.frame && replaces;
    if (!(frame || hasWaiting(target) || (replaces && isComposing(target)))) return run();
    // Outside `frame`, what goes elsewhere in the page must not be lost.
    const needless = frame || !(inspect(html) & WHOLE || options.selectOob);
    wait(target, { run, drop: needless ? () => superseded?.() : undefined }, replaces);
  };
  const delay = spec.swapDelay?.value ?? config.defaultSwapDelay;
  return delay > 0 ? delayed(target, delay, config.swappingClass, begin, superseded) : begin();
}

async function delayed(
  target: Element,
  delay: number,
  swappingClass: string,
  begin: () => void | Promise<void>,
  superseded: (() => void) | undefined,
): Promise<void> {
  const stood = target.isConnected;
  target.classList.add(swappingClass);
  await new Promise((resolve) => setTimeout(resolve, delay));
  removeClass([target], swappingClass);
  if (stood && !target.isConnected) superseded?.();
  else await begin();
}

function apply(
  target: Element,
  source: string,
  style: Style,
  spec: SwapSpec,
  options: SwapOptions,
  context: DomContext,
): void {
  const { sanitize } = context.config;
  settleNow(target);
  const clean = sanitize ? sanitize(source, { target, source: options.source ?? "event" }) : source;
  const html = typeof clean === "string" || clean instanceof DocumentFragment ? clean : trust(clean);
  const text = typeof html === "string";
  const needs = (text ? inspect(html) : MARKUP | BINDINGS | WHOLE) | (options.select || options.selectOob ? WHOLE : 0);
  const binds = needs & (context.processAlways ? MARKUP : BINDINGS);
  const { swapped, settled } = options;
  const wanted = !!(binds || swapped || settled || spec.settleDelay || spec.show || spec.scroll);
  const change: Change = { elements: [], settling: [], tasks: [], subjects: [] };
  if (!text || !swapPlain(change, target, html, needs, style, context, wanted)) {
    swapWhole(change, target, html, style, spec, options, context);
  }
  const { elements } = change;
  change.settling.push(...change.subjects);
  if (binds) for (const element of elements) context.process(element);
  swapped?.(elements);
  settle(change, target, spec, context.config, () => {
    if (needs & WHOLE) elements.forEach(autofocus);
    scrollTo(spec, change.subjects, context.config);
    settled?.(elements);
  });
}

function autofocus(element: Element): void {
  const found = element.matches("[autofocus]") ? element : element.querySelector<HTMLElement>("[autofocus]");
  (found as HTMLElement | null)?.focus();
}
