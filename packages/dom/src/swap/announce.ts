/**
 * `htmx:afterSwap`, `htmx:load` and `htmx:afterSettle` for the content of events, as htmx 2 raises them around its swaps.
 * Those of a request carry the request, and are raised where that is known.
 */
import type { DomContext } from "../context.ts";
import { fire } from "../events.ts";
import { isConnected } from "../native/node.ts";
import type { SwapJob } from "./job.ts";

/** Whether the page is told of the new content. Whether anybody listens cannot be known. */
export function announces({ options }: SwapJob, { config }: DomContext): boolean {
  return options.announces === true && config.events === "all";
}

/** The new content stands. `subjects` are the target, or what replaced it, and what was replaced out of band. */
export function announceSwap(job: SwapJob, subjects: readonly Element[], context: DomContext): void {
  for (const subject of subjects) raise(job, subject, "htmx:afterSwap", context);
}

/** The new content has settled; `elements` are its top-level elements. */
export function announceSettle(
  job: SwapJob,
  elements: readonly Element[],
  subjects: readonly Element[],
  context: DomContext,
): void {
  for (const element of elements) if (isConnected(element)) raise(job, element, "htmx:load", context);
  for (const subject of subjects) raise(job, subject, "htmx:afterSettle", context);
}

function raise({ target, options }: SwapJob, elt: Element, type: string, context: DomContext): void {
  const detail = { elt, target };
  if (context.raise) context.raise(elt, type, detail, options.element ?? target);
  else fire(elt, type, detail);
}
