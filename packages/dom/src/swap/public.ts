/** The swap as a function of this package, for pages that bring no context. */
import type { SwapSpec } from "@sse/parser";
import { defaultConfig } from "../config.ts";
import type { DomContext } from "../context.ts";
import { anyDead } from "./dead.ts";
import { writeAlone } from "./alone.ts";
import type { JobOptions } from "./job.ts";
import { swapIn } from "./swap.ts";

/** What a caller may add to a swap. */
export interface SwapOptions extends JobOptions {
  /** The surroundings of the page; default: the default configuration, nothing to bind, and reports on the console. */
  readonly context?: DomContext;
}

const standalone: DomContext = {
  config: defaultConfig(),
  write: writeAlone,
  disabled: anyDead,
  process() {},
  report: (element, code, message) => console.warn(`sse: ${message}`, code, element),
};

/** `swapIn` with the context in the options. */
export function swap(target: Element, html: string, spec: SwapSpec, options: SwapOptions = {}): void | Promise<void> {
  return swapIn(options.context ?? standalone, target, html, spec, options);
}
