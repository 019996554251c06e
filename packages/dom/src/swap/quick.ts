/** A fast lane for the common case: new content for a target, and nothing else said. Saves a sixth of such a swap. */
import type { SwapSpec } from "@sse/parser";
import type { DomConfig } from "../config.ts";
import type { DomContext } from "../context.ts";
import { canWriteAtOnce, writeAtOnce } from "./at-once.ts";
import { contentFlags, isPlain } from "./content.ts";
import { settle, settleNow } from "./settle.ts";
import { inner } from "./style.ts";
import type { SwapOptions } from "./types.ts";
import { hasWaiting, isComposing } from "./waiting.ts";

/**
 * Replaces the content of `target` where nothing but the text and plain markup of `html` plays a part. `false` where
 * something else matters: the content stands as it stood.
 */
export function swapQuick(
  target: Element,
  html: string,
  spec: SwapSpec,
  options: SwapOptions,
  context: DomContext,
): boolean {
  if (!isBare(spec, options, context.config)) return false;
  const flags = contentFlags(html);
  if (!isPlain(flags) || (flags && context.processAlways)) return false;
  if (hasWaiting(target) || isComposing(target)) return false;
  const job = { target, content: html, flags, style: inner, spec, options, context };
  if (!canWriteAtOnce(job)) return false;
  settleNow(target);
  const change = writeAtOnce(job);
  if (change.tasks.length) settle(job, change);
  return true;
}

/** `innerHTML`, with no modifier, no callback, and no configuration that has a say in it. */
function isBare(spec: SwapSpec, options: SwapOptions, config: DomConfig): boolean {
  return (
    (spec.style?.value ?? config.defaultSwapStyle) === "innerHTML" &&
    !(spec.swapDelay || spec.settleDelay || spec.scroll || spec.show || spec.transition || spec.frame) &&
    !(options.select || options.selectOob || options.swapped || options.settled) &&
    !(config.defaultSwapDelay || config.globalViewTransitions || config.sanitize)
  );
}
