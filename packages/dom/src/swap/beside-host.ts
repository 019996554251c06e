/** The writer beside a host that swaps itself: what one write does is ours, everything else the host's. */
import { idOf } from "../attributes.ts";
import type { DomContext, Writer } from "../context.ts";
import { query } from "../native/query.ts";
import { announces, announceSettle, announceSwap } from "./announce.ts";
import { canWriteAtOnce, isBound, maySettle, type TextJob, writeAtOnce } from "./at-once.ts";
import { NEEDS_FRAGMENT } from "./content.ts";
import { forHost } from "./for-host.ts";
import type { SwapJob } from "./job.ts";
import { keepTyping } from "./keep-typing.ts";

/** A writer that hands over to `swapThere`, which swaps before it returns. */
export function createHostWriter(swapThere: (job: SwapJob, context: DomContext) => void): Writer {
  return (job, context) => {
    if (canWriteAtOnce(job) && !asksForMore(job)) writeHere(job, context);
    else keepTyping(forHost(job, context), context.config, (job) => swapThere(job, context));
  };
}

/** Scrolling and settling are the host's. */
function asksForMore(job: SwapJob): boolean {
  const { target, style, spec } = job;
  if (spec.settleDelay || spec.scroll || spec.show) return true;
  if (!maySettle(job)) return false;
  return (style.drops === "target" && !!idOf(target)) || query(target, "[id]") !== null;
}

function writeHere(job: TextJob, context: DomContext): void {
  const { swapped, settled } = job.options;
  const told = announces(job, context);
  const elements = writeAtOnce(job, context, told);
  const subjects = job.style.drops === "target" ? elements : [job.target];
  if (told) announceSwap(job, subjects, context);
  if (isBound(job, context)) for (const element of elements) context.process(element);
  swapped?.(elements);
  if (told) announceSettle(job, elements, subjects, context);
  settled?.(elements);
}

/** Whether an out-of-band part, or a partial, may put something in any place of the page. */
export const reachesAnywhere = ({ flags }: SwapJob): boolean => (flags & NEEDS_FRAGMENT) > 0;
