/** A swap in one write, with what comes around it: the same alone and beside a host. */
import type { DomContext } from "../context.ts";
import { queryAll } from "../native/query.ts";
import { announces, announceSettle, announceSwap } from "./announce.ts";
import { isBound, maySettle, type TextJob, writeAtOnce } from "./at-once.ts";
import type { Change, SwapJob } from "./job.ts";
import { dress, noteIds, settle, withIds } from "./settle.ts";

/** Writes, with what may have to settle around it. */
export function changeAtOnce(job: TextJob, context: DomContext): Change {
  const { target, style } = job;
  const replaced = style.drops === "target";
  const noted = maySettle(job) ? noteIds(target, replaced) : undefined;
  const elements = writeAtOnce(job, context, noted !== undefined || announces(job, context));
  const subjects = replaced ? elements : [target];
  const fresh = noted && (replaced ? withIds(elements) : queryAll(target, "[id]"));
  return { elements, subjects, settling: subjects, tasks: fresh ? dress(noted, fresh, context) : [] };
}

/** What comes after a write, however it was made: bind, settle, `last`, and tell whoever waits. */
export function finish(job: SwapJob, change: Change, context: DomContext, last?: () => void): void {
  const { elements, settling } = change;
  const told = announces(job, context);
  // Of parts that settle nowhere, the page hears where the event was to go, as from htmx 2.
  const subjects = settling.length ? settling : [job.target];
  if (told) announceSwap(job, subjects, context);
  if (isBound(job, context)) for (const element of elements) context.process(element);
  job.options.stands?.();
  job.options.swapped?.(elements, settling);
  settle(job, change, context.config, () => {
    last?.();
    if (told) announceSettle(job, elements, subjects, context);
    job.options.settled?.(elements, settling);
  });
}
