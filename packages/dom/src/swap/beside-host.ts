/** The writer beside a host that swaps itself: what one write does is ours, everything else the host's. */
import type { DomContext, Writer } from "../context.ts";
import { rootElementOf } from "../native/document.ts";
import { parentElementOf } from "../native/node.ts";
import { canWriteAtOnce, isText } from "./at-once.ts";
import { NEEDS_FRAGMENT } from "./content.ts";
import { cleanForHost } from "./for-host.ts";
import type { SwapJob } from "./job.ts";
import { keepTyping } from "./keep-typing.ts";
import { hidingIds } from "./live-id.ts";
import { changeAtOnce, finish } from "./one-write.ts";
import { needsOwnParts, takeOwnParts } from "./own-parts.ts";
import { scrollTo } from "./scroll.ts";
import { settleNow } from "./settle.ts";
import { holdTopLayer } from "./top-layer.ts";
import { reportUnselected } from "./unselected.ts";

/**
 * A writer that hands over to `swapThere`, which swaps before it returns. A morph, ours or the host's, keeps what is being
 * typed. What came is looked at when all stands in its place.
 */
export function createHostWriter(
  swapThere: (job: SwapJob, context: DomContext) => void,
  hostMorphs: () => boolean,
): Writer {
  return function write(given, context) {
    settleNow(given.target);
    // Text is never markup to a host, whatever it is to do besides.
    if (canWriteAtOnce(given, context) && (isText(given.style) || !asksForMore(given))) {
      const change = changeAtOnce(given, context);
      return finish(given, change, context, () => scrollTo(given.spec, change.subjects, context.config));
    }
    const job = needsOwnParts(given, context) ? takeOwnParts(given, context, write) : given;
    cleanForHost(job, context);
    reportUnselected(job, context);
    const morphs = !!job.style.morph && (!!context.morph || hostMorphs());
    const swap = (job: SwapJob): void => hidingIds(job, context, () => swapThere(job, context));
    const { target, style } = job;
    const around = (style.drops === "target" && parentElementOf(target)) || target;
    // What is preserved, hosts move by taking it out where the browser knows no other way.
    const reopen = holdTopLayer(given.target);
    try {
      keepTyping(job, context, morphs, swap);
    } finally {
      reopen();
      // An out-of-band part may have put something anywhere.
      context.discover?.(reachesAnywhere(job) ? rootElementOf(document) : around);
    }
  };
}

/** Scrolling, settling that somebody asks for, and what only the host knows are the host's. */
const asksForMore = ({ spec, options }: SwapJob): boolean =>
  !!(spec.settleDelay || spec.scroll || spec.show || options.hostModifiers);

/** Whether an out-of-band part, or a partial, may put something in any place of the page. */
const reachesAnywhere = ({ flags }: SwapJob): boolean => (flags & NEEDS_FRAGMENT) > 0;
