/** What htmx 2 and htmx 4 have in common for us: both hang on `window.htmx`, swap, and bind what is new. */
import { createHostWriter, type DomContext, isOnlyParts, mayLeaveTarget, messageOf, type SwapJob } from "@sse/dom";
import { hasAttribute, queryAll, removeAttribute, rootElementOf, setAttribute } from "@sse/dom/native";
import { requesting } from "../dialects/requesting.ts";
import { triggerEvents } from "../dialects/trigger-events.ts";
import { createHandover } from "./handover.ts";
import type { Host } from "./host.ts";
import { takeConfig } from "./htmx-config.ts";
import { alias } from "./kebab.ts";
import { watchRemovals } from "./removed-sources.ts";
import { type StreamMaker, streamFactory } from "./stream-factory.ts";
import { guardTriggers } from "./trigger-listeners.ts";

/** What we use of htmx, whichever version. */
export interface Htmx extends StreamMaker {
  readonly version: string;
  readonly config: Record<string, unknown>;
  process(root: Element, force?: boolean): void;
  /** Of htmx 4. Once for a name. */
  registerExtension?(name: string, extension: object): void;
}

/** Events that `hx-on::sse-message` and its like can name only in kebab case. */
const aliased = ["Open", "BeforeMessage", "Message", "Error", "Close"].map((name) => `htmx:sse${name}`);

/** What the two versions do each in its own way. */
export interface HtmxVersion {
  readonly disabled: string;
  /** Has modifiers of `hx-swap` that are not ours. */
  readonly hasModifiers?: boolean;
  /** Swaps what one write does not do, before it returns. */
  swap(job: SwapJob, context: DomContext): void;
  /** Whether it can morph. */
  morphs(): boolean;
  process(root: Element): void;
  /** Binds an element anew, and what is in it as far as it is not bound yet. */
  renew(element: Element): void;
  /** Whether it has to see new content of `target` in which it finds no attribute of its own. */
  cares(target: Element): boolean;
  raise: NonNullable<DomContext["raise"]>;
  transform?: DomContext["transform"];
  /** Takes back listeners elsewhere and timers of these elements, which stand side by side and are about to go. */
  release(roots: readonly Element[]): void;
  /** Closes the stream that htmx's own extension has opened from the attributes of an element, which are ours. */
  closeStream(element: Element): void;
  /** A trigger hears an event of ours. */
  overhear?: (event: Event) => void;
  start?: Host["start"];
  ready?: Host["ready"];
  attach: NonNullable<Host["attach"]>;
}

/** A host that leaves everything but streams and single writes to `htmx`. `engine`, where the bundle has it, morphs. */
export function htmxHost(htmx: Htmx, engine: Host | undefined, own: HtmxVersion): Host {
  let swapping = false;
  const handover = createHandover(own);

  const write = createHostWriter((given, context) => {
    const job = withoutTarget(given, context);
    const { target, style } = job;
    const whole = style.drops === "target";
    // A morph keeps what it can; what it does not keep is found to be gone.
    if (style.drops && !style.morph) context.release?.(target, whole);
    const isInner = swapping;
    swapping = true;
    try {
      swapThere(job, context);
    } finally {
      swapping = isInner;
    }
  }, own.morphs);

  function swapThere(job: SwapJob, context: DomContext): void {
    const swap = (job.style.morph && context.morph && engine?.context.write) || own.swap;
    swap(job, context);
  }

  return {
    disabled: own.disabled,
    dialects: [triggerEvents],
    context: {
      write,
      raise: own.raise,
      transform: own.transform,
      hostStyles: true,
      hostModifiers: own.hasModifiers === true,
      hostCares: own.cares,
    },
    answering: requesting,
    attach(listen, context) {
      own.attach(listen, context);
      const expect = (element: Element, whole: boolean): boolean => !!context.expectReplacement?.(element, whole);
      watchRemovals(listen, {
        expect,
        // What we have swapped is bound when that is over; what htmx swaps for itself, it puts together first.
        release(element, whole) {
          if (!swapping) return expect(element, whole);
          context.release?.(element, whole);
          return false;
        },
        // It takes over the streams, even while the observers rest.
        replaced: () => context.discover?.(rootElementOf(document)),
      });
    },
    dispatched: handover.dispatched,
    gone: handover.gone,
    factory: streamFactory(htmx),
    process: own.process,
    renew: own.renew,
    ...(own.ready && { ready: own.ready }),
    release(roots) {
      // What htmx swaps or removes, it takes back itself.
      if (!swapping) own.release(roots);
    },
    configure: (config) => takeConfig(htmx.config, config),
    start(listen, config) {
      for (const element of queryAll(document, "[sse-connect],[data-sse-connect]")) own.closeStream(element);
      handover.start(listen);
      guardTriggers(listen, document, {
        ...handover,
        heard(element, event) {
          if (messageOf(event)) own.overhear?.(event);
          handover.heard(element, event);
        },
      });
      listen(aliased, alias);
      own.start?.(listen, config);
    },
  };
}

/** Private to htmx: of elements it is told to leave alone, by the attribute `disabled`, it takes back what it has bound. */
export function cleanUp(htmx: Htmx, root: Element, disabled: string): void {
  if (hasAttribute(root, disabled)) return;
  const { config } = htmx;
  const { disableSelector } = config;
  // Of htmx 2, for which a page may have chosen another.
  if (disableSelector) config["disableSelector"] = `[${disabled}]`;
  setAttribute(root, disabled, "");
  try {
    htmx.process(root, true);
  } finally {
    removeAttribute(root, disabled);
    if (disableSelector) config["disableSelector"] = disableSelector;
  }
}

/** What `hx-swap` says besides its style, as `htmx.swap` of either version takes it. */
export const modifiersOf = ({ scroll, show, focusScroll, ignoreTitle }: SwapJob["spec"]) => ({
  scroll: scroll?.value.edge,
  scrollTarget: scroll?.value.target,
  show: show?.value.edge,
  showTarget: show?.value.target,
  focusScroll: focusScroll?.value,
  ignoreTitle: ignoreTitle?.value,
});

/** An event whose content goes elsewhere altogether leaves its target alone. */
function withoutTarget(job: SwapJob, context: DomContext): SwapJob {
  return mayLeaveTarget(job) && isOnlyParts(job, context) ? { ...job, style: { name: "none" } } : job;
}

/** Registers an extension of htmx 4, which a list in the configuration of htmx may forbid. */
export function registerExtension(htmx: Htmx, name: string, extension: object, say: Say): void {
  const { extensions } = htmx.config;
  if (typeof extensions === "string" && extensions && !extensions.split(/,\s*/).includes(name))
    say("htmx-extensions", `htmx may not take "${name}": add it to "extensions" in htmx-config`);
  htmx.registerExtension?.(name, extension);
}

/** Says something of the page as a whole. */
export type Say = (code: string, message: string) => void;

/** What `strict` asks of htmx, whose triggers, values and handlers are its own: to evaluate nothing, and to run no scripts. */
export function hardenHtmx(htmx: Htmx, say: Say): void {
  htmx.config["allowEval"] = htmx.config["allowScriptTags"] = false;
  // What htmx 4 makes functions by.
  const refuse = function () {
    return () => false;
  };
  const init = (api: Securable): void => api.initSecurity(undefined, refuse, refuse);
  registerExtension(htmx, "sse-strict", { init }, say);
}

/** What htmx 4 gives its extensions. */
interface Securable {
  initSecurity(policy: undefined, ...constructors: (() => () => boolean)[]): void;
}
