/** The swap: new content into a target, the way an `hx-swap` attribute says. */
import type { SwapSpec } from "@sse/parser";
import { defaultConfig } from "../config.ts";
import type { DomContext } from "../context.ts";
import { canWriteAtOnce, writeAtOnce } from "./at-once.ts";
import { contentFlags, HAS_BINDINGS, HAS_MARKUP, NEEDS_FRAGMENT } from "./content.ts";
import { finish } from "./finish.ts";
import type { SwapJob } from "./job.ts";
import { trust } from "./markup.ts";
import { swapQuick } from "./quick.ts";
import { removeClass, settleNow } from "./settle.ts";
import { ownStyle, type Style, styleOf } from "./style.ts";
import { writeThroughFragment } from "./through-fragment.ts";
import { transition } from "./transition.ts";
import type { SwapOptions } from "./types.ts";
import { hasWaiting, isComposing, wait } from "./waiting.ts";

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
  const run = () => write(target, html, style, spec, options, context);
  const begin = () => {
    if ((spec.transition?.value ?? config.globalViewTransitions) && "startViewTransition" in document) {
      return transition(run);
    }
    const replaces = style.drops !== undefined;
    const frame = spec.frame && replaces;
    if (!(frame || hasWaiting(target) || (replaces && isComposing(target)))) return run();
    // Outside `frame`, what goes elsewhere in the page must not be lost.
    const needless = frame || !(contentFlags(html) & NEEDS_FRAGMENT || options.selectOob);
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

/** Puts `markup` into the document now: the one way in for everything but the fast lane. */
function write(
  target: Element,
  html: string,
  style: Style,
  spec: SwapSpec,
  options: SwapOptions,
  context: DomContext,
): void {
  settleNow(target);
  const content = sanitized(html, target, options, context);
  const flags = flagsOf(content, options);
  const job: SwapJob = { target, content, flags, style, spec, options, context };
  finish(job, canWriteAtOnce(job) ? writeAtOnce(job) : writeThroughFragment(job));
}

/** The markup as the page's own `sanitize` lets it through. */
function sanitized(
  html: string,
  target: Element,
  { source = "event" }: SwapOptions,
  { config: { sanitize } }: DomContext,
): string | DocumentFragment {
  if (!sanitize) return html;
  const clean = sanitize(html, { target, source });
  return typeof clean === "string" || clean instanceof DocumentFragment ? clean : trust(clean);
}

function flagsOf(content: string | DocumentFragment, { select, selectOob }: SwapOptions): number {
  if (typeof content !== "string") return HAS_MARKUP | HAS_BINDINGS | NEEDS_FRAGMENT;
  return contentFlags(content) | (select || selectOob ? NEEDS_FRAGMENT : 0);
}
