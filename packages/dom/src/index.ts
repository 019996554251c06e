/** Messages into the document: swaps, triggers, requests. */
export { swap } from "./swap/swap.ts";
export type { SwapOptions } from "./swap/types.ts";
export { resolveTarget, resolveTargets, type Target } from "./target.ts";
