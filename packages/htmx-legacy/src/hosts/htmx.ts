/** htmx on the page: it owns requests and new content, and hears `sse:` triggers through its own machinery. */
import type { SwapSpec } from "@sse/parser";
import type { SseConfig } from "../config.ts";
import type { Host } from "./host.ts";
import { eventScope, guardTriggers } from "./trigger-listeners.ts";

/** What we use of htmx 2 and 4. Both hang on `window.htmx` and tell their version. */
export interface Htmx {
  readonly version: string;
  readonly config: Readonly<Record<string, unknown>>;
  process(root: Element, force?: boolean): void;
  trigger(element: Element, name: string, detail: object): void;
  /** htmx 2: `(target, content, spec, options)`; htmx 4: one context object. */
  swap(...args: readonly unknown[]): unknown;
  /** htmx 2 alone. */
  removeExtension?(name: string): void;
  /** htmx 4 alone: once for a name. */
  registerExtension?(name: string, extension: object): void;
  createEventSource?: (url: string) => EventSource;
}

/** Marks what htmx 4 is to clean up. */
const powered = "[data-htmx-powered]";

/** Events that `hx-on::sse-message` and its like can name only in kebab case. */
const aliased = ["Open", "BeforeMessage", "Message", "Error", "Close"].map((name) => `htmx:sse${name}`);

/** The events by which htmx 4 and its extension let a stream be dropped: before it is asked for, and before it is read. */
export const doubling = ["htmx:config:request", "htmx:sse:before:connection"];

/** htmx 4's own extension takes `sse-connect` for its own too, and opens the stream again, unless it is told not to. */
export function dropDouble(event: Event): void {
  const { ctx, connection } = (event as CustomEvent<Doubling>).detail;
  const own = (event.target as Partial<Element>).getAttribute?.("sse-connect");
  if (own && (ctx ? own === ctx.request.action : pathOf(own) === pathOf(connection.url))) event.preventDefault();
}

type Doubling =
  | { readonly ctx: { readonly request: { readonly action: string } }; readonly connection?: undefined }
  | { readonly ctx?: undefined; readonly connection: { readonly url: string } };

/** Of any text: htmx adds values to the query, and leaves out the page's own origin. */
function pathOf(url: string): string {
  return Object.assign(document.createElement("a"), { href: url }).pathname;
}

/** Where htmx 2 and htmx 4 keep what their own extensions have opened. */
type Extended = Element & {
  readonly "htmx-internal-data"?: { readonly sseEventSource?: EventSource };
  readonly _htmx?: { readonly sse?: { readonly abortController: { abort(): void } } };
};

/** htmx's own extensions would hear every event of the same attributes once more: what they have opened by now is closed. */
function retireExtension(htmx: Htmx, document: Document): void {
  htmx.removeExtension?.("sse");
  for (const element of document.querySelectorAll<Extended>("[sse-connect],[data-sse-connect]")) {
    element["htmx-internal-data"]?.sseEventSource?.close();
    element._htmx?.sse?.abortController.abort();
  }
}

/** A host that leaves everything but the streams to `htmx`, and morphs where the bundle has none. */
export function htmxHost(htmx: Htmx, document: Document): Host {
  const four = htmx.version.startsWith("4");
  // htmx 4 means something else by `hx-disable`, but nothing by one without a value.
  const dead = four ? "hx-ignore" : "hx-disable";

  function alias(event: Event): void {
    const kebab = event.type.replace(/[A-Z]+/g, (capitals) => `-${capitals.toLowerCase()}`);
    // The event is like the options that it was made with.
    if (!event.target?.dispatchEvent(new CustomEvent(kebab, event))) event.preventDefault();
  }

  function swapStyle(style: string, target: Element, html: string, spec: SwapSpec, element: Element): boolean {
    if (four) {
      const swap = style.replace(/^morph(:inner)?.*$/, (_, inner) => (inner ? "innerMorph" : "outerMorph"));
      void htmx.swap({ text: html, swap, target, sourceElement: element });
    } else {
      const { swapDelay, settleDelay } = spec;
      const plain = { swapStyle: style, swapDelay: swapDelay?.value, settleDelay: settleDelay?.value };
      htmx.swap(target, html, plain, { contextElement: element });
    }
    return true;
  }

  return {
    disabled: `[${dead}],[data-${dead}],[hx-disable=""]`,
    context: { swapStyle, processAlways: true },
    factory: htmx,
    process(root) {
      htmx.process(root);
      if (!four) htmx.trigger(root, "htmx:load", { elt: root });
    },
    release(root) {
      if (root.hasAttribute(dead) || (four && !root.matches(powered) && !root.querySelector(powered))) return;
      // Listeners elsewhere and timers of elements it is told to leave alone, htmx takes back.
      root.setAttribute(dead, "");
      htmx.process(root, true);
      root.removeAttribute(dead);
    },
    configure(config) {
      const take = (theirs: string, ours: keyof SseConfig): void => {
        const value = htmx.config[theirs];
        if (typeof value === typeof config[ours]) Object.assign(config, { [ours]: value });
      };
      // Most keys are called the same.
      for (const name of Object.keys(config) as (keyof SseConfig)[]) take(name, name);
      take("defaultSwap", "defaultSwapStyle");
      take("allowScriptTags", "allowScripts");
    },
    start(listen) {
      retireExtension(htmx, document);
      guardTriggers(listen, document);
      htmx.registerExtension?.("sse-event", eventScope);
      listen(aliased, alias, true);
    },
  };
}
