/** The common case, which is the hot path of a page: new content that needs one write and nothing else. */
import type { SwapSpec } from "@sse/parser";
import type { DomConfig } from "../config.ts";
import type { DomContext } from "../context.ts";
import { IDS, inspect, MARKUP } from "./inspect.ts";
import { focusedIn } from "./keep.ts";
import { markup } from "./markup.ts";
import { fits } from "./plain.ts";
import { dress, type Noted, noteIds, settle, settleNow } from "./settle.ts";
import type { SwapOptions } from "./types.ts";
import { hasWaiting, isComposing } from "./waiting.ts";

/**
 * Replaces the content of `target` where nothing but the text and plain markup of `html` plays a part: no modifier, no
 * callback, no scripts or attributes of ours, nobody typing. Ids are looked at, since attributes may have to settle.
 * `false`, with nothing done, where something else matters.
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
  if (needs & ~(MARKUP | IDS) || (needs && (context.processAlways || !fits(target.localName, html)))) return false;
  if (hasWaiting(target) || isComposing(target) || focusedIn(target, false)) return false;
  settleNow(target);
  const noted = needs & IDS ? noteIds(target, false) : undefined;
  context.release?.(target, false);
  if (needs) target.innerHTML = markup(html);
  else target.textContent = html;
  if (noted) settleIds(target, noted, spec, config);
  return true;
}

function settleIds(target: Element, noted: Noted, spec: SwapSpec, config: DomConfig): void {
  const tasks: (() => void)[] = [];
  dress(noted, target.querySelectorAll("[id]"), tasks, config);
  if (!tasks.length) return;
  settle({ elements: [...target.children], settling: [target], tasks, subjects: [] }, target, spec, config, () => {});
}
