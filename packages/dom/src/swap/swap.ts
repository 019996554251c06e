/** The swap: new content into a target, the way an `hx-swap` attribute says. */
import type { SwapSpec } from "@sse/parser";
import { defaultConfig } from "../config.ts";
import type { DomContext } from "../context.ts";
import { rootOf } from "../target.ts";
import { parse } from "./fragment.ts";
import { BINDINGS, inspect, MARKUP, WHOLE } from "./inspect.ts";
import { swapOutOfBand } from "./out-of-band.ts";
import { type Outcome, place, styleOf } from "./place.ts";
import { swapPlain } from "./plain.ts";
import { scrollTo } from "./scroll.ts";
import { settleLater, settleNow } from "./settle.ts";
import { type Style, styles } from "./style.ts";
import { transition } from "./transition.ts";
import type { SwapOptions } from "./types.ts";
import { hasWaiting, isComposing, wait } from "./waiting.ts";

/** One call of `swap`, with everything it was given. */
interface Job {
  readonly target: Element;
  readonly html: string;
  readonly spec: SwapSpec;
  readonly options: SwapOptions;
  readonly context: DomContext;
  readonly style: Style;
}

const standalone: DomContext = {
  config: defaultConfig(),
  process() {},
  report: (element, code, message) => console.warn(`sse: ${message}`, code, element),
};

/**
 * Puts `html` into the document. Follows `hx-swap` of htmx 2; what is absent in `spec` comes from the configuration.
 * Everything happens before it returns, save settling, unless `spec` asks for a delay or a transition: then the promise
 * resolves when the content stands. A swap that waits for a frame or for an input method returns at once; `options` hear of
 * its end. Throws what a selector or `sanitize` throws; whatever the page can mend is reported to the context.
 */
export function swap(target: Element, html: string, spec: SwapSpec, options: SwapOptions = {}): void | Promise<void> {
  const context = options.context ?? standalone;
  const { config } = context;
  const name = spec.style?.value ?? config.defaultSwapStyle;
  if (!styles[name] && context.swapStyle?.(name, target, html, spec, options.element ?? target))
    return options.swapped?.([]);
  const job: Job = { target, html, spec, options, context, style: styleOf(name, target, context) };
  const delay = spec.swapDelay?.value ?? config.defaultSwapDelay;
  if (delay > 0) return delayed(job, delay);
  return begin(job);
}

function begin(job: Job): void | Promise<void> {
  const { target, spec, context, style } = job;
  if ((spec.transition?.value ?? context.config.globalViewTransitions) && "startViewTransition" in document) {
    return transition(() => apply(job));
  }
  const frame = spec.frame && style.drops;
  if (frame || hasWaiting(target) || (style.drops && isComposing(target))) {
    wait({
      target,
      replaces: !!style.drops,
      // Outside `frame`, what goes elsewhere in the page must not be lost.
      droppable: !!frame || !(inspect(job.html) & WHOLE || job.options.selectOob),
      run: () => apply(job),
      drop: () => job.options.superseded?.(),
    });
    return;
  }
  apply(job);
}

async function delayed(job: Job, delay: number): Promise<void> {
  const { target, context } = job;
  const stood = target.isConnected;
  target.classList.add(context.config.swappingClass);
  await new Promise((resolve) => setTimeout(resolve, delay));
  unclass(target, context.config.swappingClass);
  if (stood && !target.isConnected) job.options.superseded?.();
  else await begin(job);
}

function apply(job: Job): void {
  const { target, spec, options, context, style } = job;
  const { config } = context;
  settleNow(target);
  const { source = "event", select, selectOob } = options;
  const clean = config.sanitize ? config.sanitize(job.html, { target, source }) : job.html;
  const html = clean instanceof DocumentFragment ? clean : `${clean as string}`;
  const needs = typeof html === "string" ? inspect(html) : MARKUP | BINDINGS | WHOLE;
  const binds = needs & (context.processAlways ? MARKUP : BINDINGS);
  const wanted = !!(binds || options.swapped || options.settled || spec.settleDelay || spec.show || spec.scroll);
  const textual = style === styles["textContent"];
  const outcome =
    typeof html === "string" && (textual || !(select || selectOob))
      ? (textual && inText(job)) || swapPlain(target, html, style, context, wanted) || swapWhole(job, html)
      : swapWhole(job, html);
  const { elements } = outcome;
  if (binds) for (const element of elements) context.process(element);
  options.swapped?.(elements);
  settle(job, outcome, needs);
}

function inText({ target, html, context }: Job): Outcome {
  if (context.release) for (const gone of target.children) context.release(gone);
  target.textContent = html;
  return { elements: [], subjects: [target], settling: [target], tasks: [] };
}

/** The long way: through a fragment. */
function swapWhole({ target, spec, options, context, style }: Job, html: string | DocumentFragment): Outcome {
  const { config } = context;
  const parent = (style.drops === "target" && target.parentElement) || target;
  const content = typeof html === "string" ? parse(html, parent) : { fragment: html, title: undefined };
  let { fragment } = content;
  const elsewhere = swapOutOfBand(fragment, options.selectOob, rootOf(options.element ?? target), context);
  if (options.select) {
    const selected = fragment.querySelectorAll(options.select);
    fragment = document.createDocumentFragment();
    fragment.append(...selected);
  }
  const outcome = place(target, fragment, style, context, spec.focusScroll?.value ?? config.defaultFocusScroll);
  if (content.title && !(spec.ignoreTitle?.value ?? config.ignoreTitle)) document.title = content.title;
  const all = [outcome, ...elsewhere];
  return {
    subjects: outcome.subjects,
    elements: all.flatMap(({ elements }) => elements),
    settling: all.flatMap(({ settling }) => settling),
    tasks: all.flatMap(({ tasks }) => tasks),
  };
}

function settle({ target, spec, options, context: { config } }: Job, outcome: Outcome, needs: number): void {
  const { elements, subjects, settling, tasks } = outcome;
  const done = () => {
    for (const task of tasks) task();
    for (const element of elements) unclass(element, config.addedClass);
    for (const element of settling) unclass(element, config.settlingClass);
    if (needs & WHOLE) for (const element of elements) autofocus(element);
    scrollTo(spec, subjects, config);
    options.settled?.(elements);
  };
  const delay = spec.settleDelay?.value ?? (tasks.length ? config.defaultSettleDelay : 0);
  if (!delay) {
    done();
    return;
  }
  for (const element of elements) element.classList.add(config.addedClass);
  for (const element of settling) element.classList.add(config.settlingClass);
  settleLater(target, delay, done);
}

function autofocus(element: Element): void {
  const found = element.matches("[autofocus]") ? element : element.querySelector("[autofocus]");
  if (found instanceof HTMLElement) found.focus();
}

/** Removes a class, and the attribute when it was the last one: the markup is to read as it was sent. */
function unclass(element: Element, name: string): void {
  if (!element.classList.contains(name)) return;
  element.classList.remove(name);
  if (!element.classList.length) element.removeAttribute("class");
}
