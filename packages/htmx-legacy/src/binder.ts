/** Gives an element what its attributes ask for: a source of its own, subscriptions and triggers. */
import type { Message, Registry } from "@sse/core";
import { createSwapListener, fire, isInside, type DomContext } from "@sse/dom";
import { closest, isConnected, matches, parentElementOf } from "@sse/dom/native";
import type { Binding, Bindings } from "./bindings.ts";
import type { Description } from "./description.ts";
import type { Help } from "./help/help.ts";
import type { Host } from "./hosts/host.ts";
import type { Reader } from "./reader.ts";
import { bindSafely } from "./report.ts";
import { reportRewritten } from "./rewritten-url.ts";
import type { SourceTree } from "./source-tree.ts";
import { createSource, type Source, type SourceCloseType } from "./source.ts";
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
  readonly help: Pick<Help, "hearing" | "opening">;
  /** A number that changes with any attribute that a swap may read. */
  readonly revision: () => number;
  /** Called before each swap: what changed is noticed, which may bind elements. */
  readonly beforeSwap: () => void;
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

/** Elements that may be sources. */
const connecting = '[hx-sse*="connect:"],[data-hx-sse*="connect:"],[sse-connect],[data-sse-connect]';

const ignoreMessage = (): void => {};

/** Whether a binding has the source it asks for; one that hears nothing of sources asks for none. */
function isServed(
  { source, description: { swaps, hears, source: own } }: Binding,
  serving: Source | undefined,
): boolean {
  return source === serving || !(swaps.length || hears.length || own);
}

export function createBinder(options: BinderOptions): Binder {
  const { reader, sources, bindings, registry, context, host, help, revision, beforeSwap, isDelivering } = options;
  let stopped = false;

  function unbind(element: Element, why: SourceCloseType): void {
    bindings.remove(element);
    sources.drop(element, why);
  }

  function bindOne(element: Element, placeOf: ReturnType<SourceTree["look"]>): void {
    const { disabled, source } = placeOf(element);
    if (disabled || matches(element, host.disabled)) return unbind(element, "script");
    // What htmx preserves stands in new content before that is looked at: the source comes first.
    if (!source && bindAbove(element)) return bindOne(element, sources.look());
    const bound = bindings.get(element);
    const isSame = bound && bound.description.text === reader.textOf(element);
    if (isSame && isServed(bound, sources.own(element) ?? source)) return;
    // Another source is no other trigger: `load` does not fire again, and `once` stays spent.
    bindings.remove(element, isSame);
    const description = reader.describe(element);
    const { source: wanted } = description;
    const own = sources.own(element);
    if (own && !isKept(own, wanted)) {
      sources.drop(element, "script");
      // Who heard of it may have stopped the page, taken the element away, or had it bound anew.
      if (stopped || bindings.get(element) || !isConnected(element)) return;
    }
    const fresh =
      wanted && !sources.own(element) ? createSource(element, wanted, registry, context, help.opening) : undefined;
    if (fresh) sources.put(element, fresh);
    const { swaps, selects } = description;
    const serving = sources.nearest(element);
    const swap = swaps.length
      ? createSwapListener(element, context, revision, { beforeSwap, source: serving, selects })
      : ignoreMessage;
    const binding: Binding = { source: serving, description, swap, undo: [], stopTriggers: undefined };
    bindings.put(element, binding);
    const missing: string[] = [];
    const miss = (what: string): void => void missing.push(what);
    bindSwaps(binding, miss);
    bindHearing(element, binding, miss);
    if (isSame) binding.stopTriggers = bound.stopTriggers;
    else bindTriggers(element, binding);
    // At last: whoever hears of something finds the element bound, and may close it, take it away, or look at it again.
    for (const what of missing) reportMissing(element, what);
    if (fresh && sources.own(element) === fresh) fresh.start();
  }

  /** Binds the nearest element above that asks for a stream and is not bound yet; gives whether there was one. */
  function bindAbove(element: Element): boolean {
    const parent = parentElementOf(element);
    const above = parent && closest(parent, connecting);
    if (!above || bindings.get(above)) return false;
    bindAll([above]);
    return !!bindings.get(above) && isConnected(element) && !stopped;
  }

  /** Whether the element's own source serves what it asks for now, too. */
  function isKept(own: Source, wanted: Description["source"]): boolean {
    if (JSON.stringify(wanted) === JSON.stringify(own.description)) return true;
    if (!wanted) return false;
    if (isDelivering()) reportRewritten(own.element, context.report);
    return own.follow(wanted);
  }

  function bindSwaps(
    { source, description: { swaps, selects }, swap, undo }: Binding,
    miss: (what: string) => void,
  ): void {
    if (!swaps.length) return;
    if (!source) return miss(selects ? `swap:${swaps[0]}` : `sse-swap="${swaps[0]}"`);
    for (const name of new Set(swaps)) undo.push(source.subscribe(name, swap));
  }

  function bindTriggers(element: Element, binding: Binding): void {
    const { triggers } = binding.description;
    const bound = triggers.length ? host.bindTriggers?.(element, triggers, context) : undefined;
    if (!bound) return;
    binding.stopTriggers = () => bound.stop();
    // Who heard of the first request may have taken the element away.
    if (bindings.get(element) !== binding) bound.stop();
  }

  function bindHearing(element: Element, binding: Binding, miss: (what: string) => void): void {
    const { source, description, undo } = binding;
    const { hears } = description;
    if (!hears.length) return;
    help.hearing(element);
    const dispatch = (place: Element, message: Message): void => {
      if (!isConnected(element)) return source?.missed();
      // It may be younger than the last look at the page.
      if (isInside(element, host.disabled) || isInside(place, host.disabled)) return;
      const event = dispatchMessage(element, message, place);
      if (event) host.dispatched?.(element, event);
    };
    undo.push(...subscribeTriggers(element, hears, sources, source, miss, dispatch));
  }

  function bindAll(elements: readonly Element[]): void {
    const placeOf = sources.look();
    for (const element of elements) {
      // A listener that heard of one element may have stopped the page.
      if (stopped) return;
      bindSafely(element, () => bindOne(element, placeOf), context.report);
    }
  }

  function reportMissing(element: Element, what: string): void {
    const parent = parentElementOf(element);
    if (host.answering && parent && closest(parent, host.answering)) return;
    fire(element, "htmx:noSSESourceError", { elt: element });
    const connect = what.startsWith("sse-") ? 'sse-connect="<url>"' : 'hx-sse="connect:<url>"';
    context.report(element, "no-source", `${what} has no source: put ${connect} here or above`);
  }

  return {
    unbind,
    stop() {
      stopped = true;
    },
    bind: bindAll,
    deliver(from, message) {
      if (isInside(from, host.disabled)) return;
      dispatchMessage(from, message);
      for (const [element, { description, swap }] of bindings.inside(from)) {
        if (description.swaps.includes(message.type)) void swap(message);
        const hears = description.hears.some(({ name }) => name === message.type);
        if (hears && !isInside(element, host.disabled)) dispatchMessage(element, message);
      }
    },
  };
}
