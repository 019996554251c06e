/** The common case, which is the hot path of a page: new content that needs one write and nothing else. */
import type { SwapSpec } from "@sse/parser";
import type { DomContext } from "../context.ts";
import { IDS, inspect, MARKUP } from "./inspect.ts";
import type { Change } from "./place.ts";
import { swapPlain } from "./plain.ts";
import { settle, settleNow } from "./settle.ts";
import { inner } from "./style.ts";
import type { SwapOptions } from "./types.ts";
import { hasWaiting, isComposing } from "./waiting.ts";

/**
 * Replaces the content of `target` where nothing but the text and plain markup of `html` plays a part: no modifier, no
 * callback, no scripts or attributes of ours, nobody typing. Ids are looked at, since attributes may have to settle.
 * `false` where something else matters: the content stands as it stood.
 */
export function swapQuick(
  target: Element,
  html: string,
  spec: SwapSpec,
  options: SwapOptions,
  context: DomContext,
): boolean {
  const { config } = context;
  if ((spec.style?.value ?? config.defaultSwapStyle) !== "innerHTML") return false;
  if (spec.swapDelay || spec.settleDelay || spec.scroll || spec.show || spec.transition || spec.frame) return false;
  if (options.select || options.selectOob || options.swapped || options.settled) return false;
  if (config.defaultSwapDelay || config.globalViewTransitions || config.sanitize) return false;
  const needs = inspect(html);
  if (needs & ~(MARKUP | IDS) || (needs && context.processAlways)) return false;
  if (hasWaiting(target) || isComposing(target)) return false;
  settleNow(target);
  const change: Change = { elements: [], settling: [target], tasks: [], subjects: [] };
  if (!swapPlain(change, target, html, needs, inner, context, false)) return false;
  if (change.tasks.length) settle(change, target, spec, config, () => {});
  return true;
}
