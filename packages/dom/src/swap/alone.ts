/** The writer of a page without a host: at once where that does, else through a fragment, and one way to finish. */
import type { DomContext } from "../context.ts";
import { focus } from "../native/control.ts";
import { matches } from "../native/element.ts";
import { query, queryAll } from "../native/query.ts";
import { announces, announceSettle, announceSwap } from "./announce.ts";
import { canWriteAtOnce, isBound, maySettle, type TextJob, writeAtOnce } from "./at-once.ts";
import { NEEDS_FRAGMENT } from "./content.ts";
import type { Change, SwapJob } from "./job.ts";
import { scrollTo } from "./scroll.ts";
import { dress, noteIds, settle, settleNow, withIds } from "./settle.ts";
import { writeThroughFragment } from "./through-fragment.ts";

/** Swaps with everything that htmx does in a swap. To be handed to a context as its `write`. */
export function writeAlone(job: SwapJob, context: DomContext): void {
  settleNow(job.target);
  finish(job, canWriteAtOnce(job) ? change(job, context) : writeThroughFragment(job, context), context);
}

/** One write, with what may have to settle around it. */
function change(job: TextJob, context: DomContext): Change {
  const { target, style } = job;
  const replaced = style.drops === "target";
  const noted = maySettle(job) ? noteIds(target, replaced) : undefined;
  const elements = writeAtOnce(job, context, noted !== undefined || announces(job, context));
  const subjects = replaced ? elements : [target];
  const fresh = noted && (replaced ? withIds(elements) : queryAll(target, "[id]"));
  return { elements, subjects, settling: subjects, tasks: fresh ? dress(noted, fresh, context.config) : [] };
}

/** What comes after the write, however it was made: bind, settle, scroll, and tell whoever waits. */
function finish(job: SwapJob, change: Change, context: DomContext): void {
  const { flags, spec, options } = job;
  const { elements, subjects, settling } = change;
  const told = announces(job, context);
  if (isBound(job, context)) for (const element of elements) context.process(element);
  if (told) announceSwap(job, settling, context);
  options.swapped?.(elements);
  settle(job, change, context.config, () => {
    if (flags & NEEDS_FRAGMENT) elements.forEach(autofocus);
    scrollTo(spec, subjects, context.config);
    if (told) announceSettle(job, elements, settling, context);
    options.settled?.(elements);
  });
}

function autofocus(element: Element): void {
  const found = matches(element, "[autofocus]") ? element : query(element, "[autofocus]");
  if (found) focus(found);
}
