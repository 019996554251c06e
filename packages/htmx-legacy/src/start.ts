/** The face of the package: begins, ends and extends the work on a page. */
import type { Registry } from "@sse/core";
import { createHandedRoots, type DomContext, type Morph, readSwap, swapIn, type SwapOptions } from "@sse/dom";
import { listen, readyStateOf, rootElementOf } from "@sse/dom/native";
import type { SwapSpec } from "@sse/parser";
import { createApplication, type Application } from "./application.ts";
import { configure, createConfig, guardConfig, metaOptions, type SseConfig, type SseOptions } from "./config.ts";
import { findHost, htmxOf, hasHtmxModule, type Standalone } from "./hosts/find.ts";
import { hardenHtmx } from "./hosts/htmx.ts";
import { doubling, dropDouble } from "./hosts/htmx4.ts";
import { dropNameless } from "./hosts/page-load.ts";
import { createClaim } from "./page-claim.ts";
import { createReporter } from "./report.ts";
import type { Source } from "./source.ts";

/** What a page can call; the browser bundle has it as `window.sse`. */
export interface Sse {
  /** The configuration in force. What is changed here counts from the next swap or connection on. */
  readonly config: SseConfig;
  /** All streams of the page; `undefined` before `start()`. */
  readonly registry: Registry | undefined;
  /** Reads the configuration, then, when the document is there, binds everything on the page and whatever comes later. */
  start(options?: SseOptions): void;
  /** Takes every binding back and closes every stream; `start()` begins anew. */
  stop(): void;
  /**
   * Binds what `root` asks for at once, without waiting for the page to be looked at. A shadow root is looked at from then on;
   * one that is handed over before `start()` is bound when that comes.
   */
  process(root: Element | ShadowRoot): void;
  /**
   * Puts `html` into `target` with the page's configuration, as `spec` says: the text of an `hx-swap`, or one that was
   * parsed. What it gives and throws: `swap` of `@sse/dom`.
   */
  swap(target: Element, html: string, spec?: string | SwapSpec, options?: SwapOptions): void | Promise<void>;
  /** Ends the stream of the source on or above `element`. */
  close(element: Element): void;
  /** Cuts a wait short, or opens the stream of the source on or above `element` anew. */
  reconnect(element: Element): void;
}

/** What a bundle is made of. */
export interface SseParts {
  readonly morph?: Morph;
  /** Hosts a page without htmx. */
  readonly standalone?: Standalone;
}

/** Events by which an htmx that was loaded after us makes itself known: none that is raised for swaps of ours. */
const arrivals = ["htmx:afterProcessNode", "htmx:after:process"];

/** Makes the face of `window`'s page. Nothing happens before `start()`. */
export function createSse(window: Window, { morph, standalone }: SseParts): Sse {
  const { document } = window;
  const claim = createClaim(document);
  const config = createConfig();
  const report = createReporter();
  const say = report.bind(null, null);
  let application: Application | undefined;
  /** They are bound whenever the work begins. */
  const handed = createHandedRoots();
  let asked: SseOptions = {};
  let ended = new AbortController();

  function hear(types: readonly string[], listener: (event: Event) => void, capture = false): void {
    for (const type of types) listen(document, type, listener, { signal: ended.signal, capture });
  }

  /** What htmx 4 and its extensions do on their own may come before we begin. */
  function hearEarly(): void {
    hear(doubling, dropDouble);
    hear(["htmx:load"], dropNameless, true);
  }

  function stop(): void {
    claim.drop();
    const stopped = application;
    application = undefined;
    ended.abort();
    ended = new AbortController();
    // At last: whoever hears of what is closed may start the page again.
    stopped?.stop();
  }

  function restart(): void {
    stop();
    // Who heard of it may have started it anew.
    if (application) stop();
    claim.take();
    hearEarly();
    const host = findHost(window, standalone, say);
    host?.configure?.(config, say);
    configure(config, metaOptions(document, say), say);
    configure(config, asked, say);
    if (!host) return;
    harden(config);
    host.start?.(hear, config);
    const { context, start, flush, process } = (application = createApplication(document, config, host, morph, report));
    host.attach?.(hear, context);
    const { signal } = ended;
    // As htmx 2 does it.
    setTimeout(() => signal.aborted || host.ready?.());
    // Who has `htmx.process()` look at new content finds its streams opened, as by htmx 2's extension.
    hear(["htmx:afterProcessNode"], flush);
    if (!htmxOf()) hear(arrivals, hasHtmxModule(document) ? welcome : notice);
    // At last: whoever hears of what is found may stop the page, or start it anew.
    start();
    handed.all().forEach(process);
  }

  /** What htmx evaluates is its own to forbid. */
  function harden({ strict }: SseOptions): void {
    const htmx = htmxOf();
    if (strict && htmx) hardenHtmx(htmx, say);
  }

  /** The surroundings of a swap on a page that was not started: nothing is bound. */
  function unstarted(): DomContext | undefined {
    const host = findHost(window, standalone, say) ?? standalone?.();
    return host && { ...host.context, disabled: host.disabled, morph, config, report, process() {} };
  }

  function welcome(): void {
    if (htmxOf()) restart();
  }

  function notice(): void {
    if (htmxOf() || hasHtmxModule(document)) restart();
  }

  /** Of what a script of the page hands over, which may be anything. */
  function sourceOf(name: string, element: Element): Source | undefined {
    if (element instanceof Element) return application?.sourceOf(element);
    say("argument", `sse.${name} takes an element, not ${String(element)}`);
    return undefined;
  }

  // At once: whichever script comes first, htmx looks at the page when ours may not have begun.
  hearEarly();
  harden({ ...metaOptions(document, say) });
  return {
    config: guardConfig(config, say, harden),
    stop,
    get registry() {
      return application?.registry;
    },
    start(options = {}) {
      if (claim.other) return say("two-copies", `hx-sse ${claim.other} is at work on this page already: load it once`);
      claim.take();
      asked = { ...asked, ...options };
      // Before htmx looks at the page, where it has not yet.
      harden({ ...metaOptions(document, say), ...asked });
      hearEarly();
      // Who else is on the page is known when it is read; the same listener counts once, however often it is asked.
      if (readyStateOf(document) === "loading") hear(["DOMContentLoaded"], restart);
      else restart();
    },
    process(given: unknown) {
      const root = given === document ? rootElementOf(document) : given;
      if (root instanceof ShadowRoot) handed.add(root);
      else if (!(root instanceof Element)) {
        // A text of new content has nothing to bind.
        if (!(root instanceof Node)) say("argument", `sse.process takes an element, not ${String(root)}`);
        return;
      }
      application?.process(root);
    },
    swap(target, html, spec = "", options) {
      if (!(target instanceof Element) || typeof html !== "string")
        throw new TypeError(`sse.swap takes an element and a string of HTML, not ${target} and ${typeof html}`);
      const context = options?.context ?? application?.context ?? unstarted();
      if (!context) return undefined;
      const read = typeof spec === "string" ? readSwap(spec, target, context, "sse.swap").value : spec;
      if (Object.hasOwn(read, "swapStyle"))
        say("argument", 'sse.swap takes the text of an hx-swap, such as "beforeend"');
      return swapIn(context, target, html, read, { announces: true, ...options });
    },
    close: (element) => sourceOf("close", element)?.close("script"),
    reconnect: (element) => sourceOf("reconnect", element)?.reconnect(),
  };
}
