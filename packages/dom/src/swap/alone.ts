/** The writer of a page without a host: at once where that does, else through a fragment, and one way to finish. */
import type { DomContext } from "../context.ts";
import { focus } from "../native/control.ts";
import { matches } from "../native/element.ts";
import { query } from "../native/query.ts";
import { canWriteAtOnce } from "./at-once.ts";
import { NEEDS_FRAGMENT } from "./content.ts";
import type { SwapJob } from "./job.ts";
import { changeAtOnce, finish } from "./one-write.ts";
import { scrollTo } from "./scroll.ts";
import { settleNow } from "./settle.ts";
import { writeThroughFragment } from "./through-fragment.ts";

/** Swaps with everything that htmx does in a swap. To be handed to a context as its `write`. */
export function writeAlone(job: SwapJob, context: DomContext): void {
  const { target, flags, spec } = job;
  settleNow(target);
  const change = canWriteAtOnce(job, context) ? changeAtOnce(job, context) : writeThroughFragment(job, context);
  finish(job, change, context, () => {
    if (flags & NEEDS_FRAGMENT) change.elements.forEach(autofocus);
    scrollTo(spec, change.subjects, context.config);
  });
}

function autofocus(element: Element): void {
  const found = matches(element, "[autofocus]") ? element : query(element, "[autofocus]");
  if (found) focus(found);
}
