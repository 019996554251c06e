/** The swap: new content into a target, the way an `hx-swap` attribute says. When it is written is decided here. */
import type { SwapSpec } from "@sse/parser";
import type { DomContext } from "../context.ts";
import { classesOf } from "../native/element.ts";
import { isConnected } from "../native/node.ts";
import { successorOf, watchPlace } from "../request/successor.ts";
import { removeClass } from "./class.ts";
import { replaceWithCompanions } from "./companions.ts";
import { contentFlags, NEEDS_FRAGMENT } from "./content.ts";
import { reportFailure } from "./failure.ts";
import { admit, styleOf, type SwapRequest } from "./gate.ts";
import type { JobOptions } from "./job.ts";
import { stickToEnd } from "./stick.ts";
import { mayTransition, transition } from "./transition.ts";
import { hasWaiting, isComposing, wait } from "./waiting.ts";

/**
 * Puts `html` into the document. Follows `hx-swap` of htmx 2; what is absent in `spec` comes from the configuration.
 * Everything happens before it returns, save settling, unless `spec` asks for a delay or a transition: then the promise
 * resolves when the content stands. A swap that waits for a frame or for an input method returns at once; `options` hear of
 * its end. Throws what a selector or `sanitize` throws; whatever the page can mend is reported to the context.
 */
export function swapIn(
  context: DomContext,
  target: Element,
  html: string,
  spec: SwapSpec,
  options: JobOptions = {},
): void | Promise<void> {
  const { config } = context;
  const style = styleOf(spec.style?.value ?? config.defaultSwapStyle, target, context);
  const request: SwapRequest = { target, html, style, spec, options };
  const delay = spec.swapDelay?.value ?? config.defaultSwapDelay;
  if (delay > 0) return delayed(request, delay, context);
  return begin(request, context);
}

/** Writes, unless something has to come first: a transition, a frame, or the end of a composed character. */
function begin(request: SwapRequest, context: DomContext): void | Promise<void> {
  const { target, html, style, spec, options } = request;
  if (spec.transition?.value ?? context.config.globalViewTransitions) {
    const stood = isConnected(target);
    if (mayTransition()) return transition(() => writeStanding(request, stood, context));
  }
  const replaces = style.drops !== undefined;
  const frame = spec.frame && replaces;
  if (!frame && !hasWaiting(target) && !(replaces && isComposing(target))) {
    return write(request, context);
  }
  const drop = (): void => options.superseded?.();
  const run = (): void => {
    try {
      write(request, context);
    } catch (error) {
      reportFailure(context, options.element ?? target, error);
      // Of a response, somebody waits for its end.
      if (options.source === "response") drop();
    }
  };
  // Outside `frame`, what goes elsewhere in the page must not be lost.
  const mayBeNeedless = frame || !(contentFlags(html) & NEEDS_FRAGMENT || options.selectOob);
  wait(target, { run, drop, mayBeNeedless }, replaces);
}

async function delayed(request: SwapRequest, delay: number, context: DomContext): Promise<void> {
  const { target, options } = request;
  const { swappingClass } = context.config;
  const stood = isConnected(target);
  classesOf(target).add(swappingClass);
  await new Promise((resolve) => setTimeout(resolve, delay));
  removeClass([target], swappingClass);
  if (stood && !isConnected(target)) options.superseded?.();
  else await begin(request, context);
}

/** Writes what has waited for others, which may have replaced its target: then it goes to whatever stands there now. */
function writeStanding(request: SwapRequest, stood: boolean, context: DomContext): void {
  const { options } = request;
  const again = !stood || isConnected(request.target) ? request.target : options.aim?.();
  const target = !stood || (again && isConnected(again)) ? again : successorOf(request.target, context);
  if (!target) return options.superseded?.();
  const remember = watchPlace(target, target);
  write({ ...request, target }, context);
  remember();
}

/** The only way into the document: through the gate, to whoever writes on this page. */
function write(request: SwapRequest, context: DomContext): void {
  const { target, style, spec, options } = request;
  const job = options.comesAgain?.() ? undefined : admit(request, context);
  if (!job) return options.superseded?.();
  if (spec.stick) stickToEnd(spec.stick.value, target);
  replaceWithCompanions(target, style, context, () => context.write(job, context));
}
