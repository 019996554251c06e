/** What comes after the write, however it was made: bind, settle, scroll, and tell whoever waits. */
import { NEEDS_FRAGMENT } from "./content.ts";
import { isBound, type Change, type SwapJob } from "./job.ts";
import { scrollTo } from "./scroll.ts";
import { settle } from "./settle.ts";

/** Brings the swap to its end, at once or when its settling is over. */
export function finish(job: SwapJob, change: Change): void {
  const { flags, spec, options, context } = job;
  const { elements, subjects } = change;
  if (isBound(job)) for (const element of elements) context.process(element);
  options.swapped?.(elements);
  settle(job, change, () => {
    if (flags & NEEDS_FRAGMENT) elements.forEach(autofocus);
    scrollTo(spec, subjects, context.config);
    options.settled?.(elements);
  });
}

function autofocus(element: Element): void {
  const found = element.matches("[autofocus]") ? element : element.querySelector<HTMLElement>("[autofocus]");
  (found as HTMLElement | null)?.focus();
}
