/** htmx 4 on the page. */
import { textOfThrown } from "@sse/core";
import {
  announces,
  type DomContext,
  hostMark,
  type JobOptions,
  removeScripts,
  reportFailure,
  reportLostParts,
  scrollTo,
  type Style,
  type SwapJob,
  takesPart,
} from "@sse/dom";
import {
  attributeOf,
  childNodesOf,
  closest,
  createElement,
  isConnected,
  listen,
  matches,
  query,
  queryAll,
  removeAttribute,
  setAttribute,
  unlisten,
} from "@sse/dom/native";
import { announce, askAbout, raiseInBoth, startAnnouncing } from "./announce-htmx4.ts";
import type { Host } from "./host.ts";
import { cleanUp, htmxHost, type Htmx, modifiersOf, registerExtension, type Say } from "./htmx.ts";
import { keepWhileMorphing } from "./morph-htmx4.ts";
import { announcePage } from "./page-load.ts";
import { type StandIn, standIn, type Task } from "./stand-in.ts";
import { streamBesideHtmx4 } from "./stream-htmx4.ts";
import { eventScope } from "./trigger-listeners.ts";

/** What only htmx 4 has. */
export interface Htmx4 extends Htmx {
  /** Inserts before it returns; resolves when all has settled. */
  swap(context: SwapContext): Promise<void>;
}

/** What `htmx.swap` takes. */
interface SwapContext {
  readonly text: string;
  /** As in `hx-swap`: the style, and an object of modifiers. */
  readonly swap: string;
  readonly target: Element;
  readonly sourceElement: Element;
  readonly select: string | undefined;
  readonly selectOOB: string | undefined;
  readonly transition: false;
}

type BeforeSwap = CustomEvent<{ readonly ctx: SwapContext; readonly tasks: Task[] } | null>;

/** htmx 4 means something else by `hx-disable`, but nothing by one without a value. */
const disabled = "hx-ignore";

/** What htmx has bound. */
const powered = `[${hostMark}]`;

/** Its name for what we call a morph. */
const morphs: Readonly<Record<string, string>> = { innerHTML: "innerMorph", outerHTML: "outerMorph" };

/** Places of parts out of band that only htmx 4 knows. */
const ownPlace = /\starget:|:(?:closest|find|findAll|next|previous|this|body|document|window|host|global)\b/;

/** The events by which htmx 4 and its extension let a stream be dropped: before it is asked for, and before it is read. */
export const doubling = ["htmx:config:request", "htmx:sse:before:connection"];

/** A host for htmx 4. */
export function htmx4Host(htmx: Htmx4, document: Document, engine: Host | undefined, say: Say): Host {
  const morphing = keepWhileMorphing();

  return htmxHost(htmx, engine, {
    hasModifiers: true,
    disabled: `[${disabled}],[data-${disabled}],[hx-disable=""],[data-hx-disable=""]`,
    swap(job, context) {
      const { target, options } = job;
      const stand = typeof job.content === "string" ? undefined : standIn(job.content, options);
      const swap = swapContext(job, stand);
      const done = duringSwap(
        document,
        swap,
        () => morphing.during(() => htmx.swap(swap)),
        (tasks) => {
          stand?.replace(tasks);
          admit(tasks, job, context);
          if (/hx-swap-oob/i.test(swap.text)) reportLostParts(swap.text, ownPlace, context);
          morphing.expect(tasks, context);
          if (announces(job, context)) announce(swap, tasks);
        },
      );
      options.stands?.();
      options.swapped?.([], []);
      if (insertsNothing(job.style)) scrollTo(job.spec, [target], context.config);
      const failed = (error: unknown): void => {
        // Of the content, or of a part out of band.
        const [, style] = /unknown swap style: (.+)/i.exec(textOfThrown(error)) ?? [];
        reportFailure(context, options.element ?? target, error, style);
      };
      void done.then(() => options.settled?.([], []), failed);
    },
    morphs: () => true,
    process(root) {
      announce(root, []);
      htmx.process(root);
    },
    renew(element) {
      // It would take back, with the element, all that it finds by its mark in there, and forget how often that has fired.
      const inside = matches(element, `[${disabled}],[data-${disabled}]`) ? [] : [...queryAll(element, powered)];
      for (const each of inside) removeAttribute(each, hostMark);
      try {
        htmx.process(element, true);
      } finally {
        for (const each of inside) setAttribute(each, hostMark, "true");
      }
    },
    // Its extensions are in force everywhere, and may look for attributes of any name.
    cares: () => true,
    raise: raiseInBoth,
    release(roots) {
      for (const root of roots) if (matches(root, powered) || query(root, powered)) cleanUp(htmx, root, disabled);
    },
    closeStream: abortStreams,
    attach: (listen, context) => streamBesideHtmx4(listen, context, htmx.config),
    ready: announcePage,
    start(listen) {
      registerExtension(htmx, "sse-event", { ...eventScope, ...morphing.hooks }, say);
      startAnnouncing(listen);
    },
  });
}

/**
 * Of `none`, htmx 4 tells nothing, and to an event with nothing but parts it gives no target. Of nothing that is appended, it
 * tells. It would scroll before the parts stand: that is ours.
 */
const insertsNothing = ({ name }: Style): boolean => name === "none";

/** What htmx calls it. */
function nameOf(style: Style): string {
  return insertsNothing(style) ? "beforeend" : ((style.morph && morphs[style.morph]) ?? style.name);
}

function swapContext({ target, content, style, spec, options }: SwapJob, stand: StandIn | undefined): SwapContext {
  const { element = target } = options;
  const { select, selectOob } = stand ? ({} as JobOptions) : options;
  const modifiers = {
    settle: spec.settleDelay?.value,
    ...modifiersOf(spec),
    ...options.hostModifiers,
    ...(insertsNothing(style) && { swapEmpty: true, scroll: undefined, show: undefined }),
  };
  return {
    text: typeof content === "string" ? content : (stand?.text ?? ""),
    swap: `${nameOf(style)} ${JSON.stringify(modifiers)}`,
    target,
    // Its events are heard only where it stands in the document.
    sourceElement: isConnected(element) ? element : target,
    select,
    selectOOB: selectOob,
    // What has to be waited for has been: frames, delays and transitions come before the write.
    transition: false,
  };
}

/** Runs `swap`, and `then` when htmx tells what it is about to insert: of a page that is stopped, too. */
function duringSwap<T>(document: Document, ours: SwapContext, swap: () => T, then: (tasks: Task[]) => void): T {
  const type = "htmx:before:swap";
  const hear = (event: Event): void => {
    const { detail } = event as BeforeSwap;
    if (detail?.ctx === ours) then(detail.tasks);
  };
  listen(document, type, hear, true);
  try {
    return swap();
  } finally {
    unlisten(document, type, hear, true);
  }
}

/** The last look at what htmx is about to insert. */
function admit(tasks: Task[], { options, style }: SwapJob, context: DomContext): void {
  for (const task of tasks) {
    if (task.type === "main" && insertsNothing(style)) task.fragment = new DocumentFragment();
    if (!context.config.allowScripts) removeScripts(task.fragment);
    const { target: named, swapSpec } = task;
    // Extensions leave it to htmx to look for theirs.
    const target = typeof named === "string" ? query(document, named) : named;
    if (task.type === "main") continue;
    if (!(target instanceof Element)) {
      context.report(null, "oob-target", "<hx-partial> finds no element of the page");
      continue;
    }
    unwrap(task);
    const place = takesPart(target, context, options.source) ? askAbout(task, target, context) : undefined;
    if (!place) {
      task.fragment = new DocumentFragment();
      // Others of its targets share what is said of the swap.
      task.swapSpec = { ...task.swapSpec, style: "none" };
    } else if (/^(inner|outer)HTML$/.test(swapSpec.style)) context.release?.(place, swapSpec.style === "outerHTML");
  }
}

/** Takes the element of a part away where only its content is swapped, as htmx does later: the page is asked about what is swapped. */
function unwrap(task: Task): void {
  const { fragment, swapSpec } = task;
  const { firstElementChild: wrapper } = fragment;
  if (!swapSpec.strip || !wrapper) return;
  fragment.replaceChildren(...childNodesOf(wrapper instanceof HTMLTemplateElement ? wrapper.content : wrapper));
  task.swapSpec = { ...swapSpec, strip: false };
}

/**
 * htmx 4's own extension takes `sse-connect` for its own too, and opens the stream again, unless it is told not to: on every
 * element inside, where attributes are inherited.
 */
export function dropDouble(event: Event): void {
  const { target, detail } = event as CustomEvent<Doubling | null>;
  if (!detail || !(target instanceof Element)) return;
  const { ctx, connection } = detail;
  const owner = closest(target, "[sse-connect]");
  const url = owner && attributeOf(owner, "sse-connect");
  // One that asks for it by an attribute of its own does not inherit it.
  const asks = (name: string): boolean => attributeOf(target, name) === url;
  if (!url || (owner !== target && (asks("hx-get") || asks("hx-sse:connect")))) return;
  if (ctx ? url === ctx.request.action : pathOf(url) === pathOf(connection.url)) event.preventDefault();
}

type Doubling =
  | { readonly ctx: { readonly request: { readonly action: string } }; readonly connection?: undefined }
  | { readonly ctx?: undefined; readonly connection: { readonly url: string } };

/** Of any text: htmx adds values to the query, and leaves out the page's own origin. */
function pathOf(url: string): string {
  return Object.assign(createElement(document, "a"), { href: url }).pathname;
}

/** Private to htmx 4: where its extension keeps the stream of an element, and of those that inherit its `sse-connect`. */
function abortStreams(owner: Element): void {
  const path = pathOf(attributeOf(owner, "sse-connect") ?? "");
  for (const element of [owner, ...queryAll(owner, powered)]) {
    const { _htmx: data } = element as { _htmx?: { sse?: { url: string; abortController: AbortController } } };
    if (data?.sse && (element === owner || pathOf(data.sse.url) === path)) data.sse.abortController.abort();
  }
}
