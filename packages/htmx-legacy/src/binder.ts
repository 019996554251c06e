/** Gives an element what its attributes ask for: a source of its own, subscriptions and triggers. */
import { type Message, type Registry, textOfThrown } from "@sse/core";
import { createSwapListener, fire, isInside, type DomContext } from "@sse/dom";
import { closest, matches, parentElementOf } from "@sse/dom/native";
import type { Binding, Bindings } from "./bindings.ts";
import type { Description } from "./description.ts";
import type { Host } from "./hosts/host.ts";
import type { Reader } from "./reader.ts";
import { reportRewritten } from "./rewritten-url.ts";
import type { SourceTree } from "./source-tree.ts";
import { createSource, type SourceCloseType } from "./source.ts";
import { dispatchMessage } from "./trigger-route.ts";
import { subscribeTriggers } from "./trigger-sources.ts";

/** What a binder works with. */
export interface BinderOptions {
  readonly reader: Reader;
  readonly sources: SourceTree;
  readonly bindings: Bindings;
  readonly registry: Registry;
  readonly context: DomContext;
  readonly host: Host;
  /** Told of elements whose triggers wait for events of a stream. */
  readonly hearing: (element: Element) => void;
  /** A number that changes with any attribute that a swap may read. */
  readonly revision: () => number;
  /** Whether messages are being delivered now. */
  readonly isDelivering: () => boolean;
}

export interface Binder {
  /** Binds elements that stand in the document, in document order. One that asks for what it has already is left alone. */
  bind(elements: readonly Element[]): void;
  /** Takes everything back from an element, its own source for the reason given. */
  unbind(element: Element, why: SourceCloseType): void;
  /** A named event of a streamed response goes to the element that asked, and to what listens inside it. */
  deliver(from: Element, message: Message): void;
  /** Binds nothing more. */
  stop(): void;
}

const ignoreMessage = (): void => {};

export function createBinder(options: BinderOptions): Binder {
  const { reader, sources, bindings, registry, context, host, hearing, revision, isDelivering } = options;
  let stopped = false;

  function unbind(element: Element, why: SourceCloseType): void {
    bindings.remove(element);
    sources.drop(element, why);
  }

  function bindOne(element: Element, placeOf: ReturnType<SourceTree["look"]>): void {
    const { disabled, source } = placeOf(element);
    if (disabled || matches(element, host.disabled)) return unbind(element, "script");
    const binding = bindings.get(element);
    const isSame =
      binding &&
      binding.source === (sources.own(element) ?? source) &&
      binding.description.text === reader.textOf(element);
    if (isSame) return;
    bindings.remove(element);
    const description = reader.describe(element);
    keepSource(element, description);
    const swap = description.swaps.length ? createSwapListener(element, context, revision) : ignoreMessage;
    const fresh: Binding = { source: sources.nearest(element), description, swap, undo: [] };
    // What was just done may have had the page looked at, and this element bound.
    bindings.remove(element);
    bindings.put(element, fresh);
    bindSwaps(element, fresh);
    bindTriggers(element, fresh);
  }

  /** Makes, keeps or drops the element's own source. */
  function keepSource(element: Element, { source: wanted }: Description): void {
    const own = sources.own(element);
    // Two that are not there are alike, too.
    if (JSON.stringify(wanted) === JSON.stringify(own?.description)) return;
    if (own && wanted && isDelivering()) reportRewritten(element, context.report);
    if (wanted && own?.follow(wanted)) return;
    sources.drop(element, "script");
    if (wanted) sources.put(element, createSource(element, wanted, registry, context));
  }

  function bindSwaps(element: Element, { source, description: { swaps }, swap, undo }: Binding): void {
    if (!swaps.length) return;
    if (!source) return reportMissing(element, `swap:${swaps[0]}`);
    for (const name of new Set(swaps)) undo.push(source.subscribe(name, swap));
  }

  function bindTriggers(element: Element, { source, description: { hears, triggers }, undo }: Binding): void {
    if (hears.length) hearing(element);
    const dispatch = (on: Element, message: Message): void => {
      // It may be younger than the last look at the page.
      if (isInside(on, host.disabled)) return;
      dispatchMessage(on, message);
      host.dispatched?.(element, message, on);
    };
    undo.push(...subscribeTriggers(element, hears, sources, source, reportMissing.bind(null, element), dispatch));
    const bound = triggers.length && host.bindTriggers?.(element, triggers, context);
    if (bound) undo.push(() => bound.stop());
  }

  function reportMissing(element: Element, what: string): void {
    const parent = parentElementOf(element);
    if (host.answering && parent && closest(parent, host.answering)) return;
    fire(element, "htmx:noSSESourceError", { elt: element });
    context.report(element, "no-source", `${what} has no source: put hx-sse="connect:<url>" here or above`);
  }

  return {
    unbind,
    stop() {
      stopped = true;
    },
    bind(elements) {
      const placeOf = sources.look();
      for (const element of elements) {
        // A listener that heard of one element may have stopped the page.
        if (stopped) return;
        // Whatever is wrong with one element, those after it are bound all the same.
        try {
          bindOne(element, placeOf);
        } catch (error) {
          context.report(element, "bind", textOfThrown(error));
        }
      }
    },
    deliver(from, message) {
      dispatchMessage(from, message);
      for (const [element, { description, swap }] of bindings.inside(from)) {
        if (description.swaps.includes(message.type)) void swap(message);
        const hears = description.hears.some(({ name }) => name === message.type);
        if (hears && !isInside(element, host.disabled)) dispatchMessage(element, message);
      }
    },
  };
}
