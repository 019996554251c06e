/** The page at work: finds elements that ask for events, gives each its source, subscriptions and triggers, and takes them back. */
import { createRegistry, type Message, type Registry } from "@sse/core";
import { browserShared } from "@sse/core/browser-shared";
import {
  createPresence,
  createSwapListener,
  fire,
  swapAttributes,
  type DomContext,
  type Morph,
  type Presence,
} from "@sse/dom";
import { childrenOf, closest, isConnected, matches, parentElementOf, query } from "@sse/dom/native";
import type { Binding } from "./binding.ts";
import type { SseConfig } from "./config.ts";
import type { Description } from "./description.ts";
import { hxSse } from "./dialects/hx-sse.ts";
import { sseAttributes } from "./dialects/sse-attributes.ts";
import type { Host } from "./hosts/host.ts";
import { createReader, spellings } from "./reader.ts";
import { reportRewritten } from "./rewritten-url.ts";
import { createSourceTree, holds } from "./source-tree.ts";
import { createSource, type Source } from "./source.ts";
import { dispatchMessage } from "./trigger-route.ts";
import { subscribeTriggers } from "./trigger-sources.ts";

export interface Application {
  readonly registry: Registry;
  readonly context: DomContext;
  start(): void;
  stop(): void;
  /** Binds what `root` and everything below it asks for, at once. */
  process(root: Element): void;
  /** Handles at once what changed in the document. */
  flush(): void;
  /** The source on or nearest above the element. */
  sourceOf(element: Element): Source | undefined;
}

const deaf = (): void => {};
const ignoring = spellings(["hx-disable", "hx-ignore"]);

export function createApplication(
  document: Document,
  config: SseConfig,
  host: Host,
  morph: Morph | undefined,
  report: DomContext["report"],
): Application {
  const reader = createReader([hxSse, sseAttributes, ...host.dialects], report);
  const sources = createSourceTree(host.disabled);
  const bindings = new Map<Element, Binding>();
  /** Elements whose attributes, or what they stand in, changed since they were last looked at. */
  const stale = new WeakSet<Element>();
  let version = 0;
  /** Messages are being delivered, or what their listeners changed is being noticed. */
  let delivering = false;

  const context: DomContext = {
    ...host.context,
    morph,
    config,
    report,
    streamed,
    process(root) {
      presence.scan(root);
      host.process?.(root);
    },
    discover: (root) => presence.catchUp(root),
    release(target, whole) {
      sources.release(target, whole);
      if (host.release) for (const gone of whole ? [target] : [...childrenOf(target)]) host.release(gone);
    },
  };
  const registry = createRegistry({
    // Of its keys, those of streams mean something there.
    defaults: config,
    browserShared: browserShared(),
    get createEventSource() {
      return host.factory?.createEventSource;
    },
    batch(deliver) {
      delivering = true;
      presence.batch(deliver);
      // What listeners changed is noticed by observers before this runs.
      queueMicrotask(() => (delivering = false));
    },
  });
  const presence: Presence = createPresence({
    root: document,
    selector: [...reader.names].map((name) => (name.endsWith("hx-trigger") ? `[${name}*="sse:"]` : `[${name}]`)).join(),
    attributes: [...reader.names, ...spellings(swapAttributes), ...ignoring],
    found,
    gone(element) {
      host.gone?.(element);
      unbind(element);
      sources.drop(element, isConnected(element) ? "script" : "nodeMissing");
      if (isConnected(element)) rebind(element);
    },
    changed(element, attribute) {
      version++;
      const ignores = ignoring.includes(attribute);
      if (ignores || !attribute || reader.names.has(attribute)) stale.add(element);
      if (ignores) rebind(element);
    },
    moved() {
      version++;
      markDisabled();
    },
  });

  /** Whatever is wrong with one element, those after it are bound all the same. */
  function found(element: Element, look: object): void {
    try {
      meet(element, look);
    } catch (error) {
      report(element, "bind", `${error}`);
    }
  }

  function meet(element: Element, look: object): void {
    const changed = stale.delete(element);
    const binding = bindings.get(element);
    if (binding) {
      if (!changed && binding.source === (sources.own(element) ?? sources.placeOf(element, look).source)) return;
      unbind(element);
    }
    if (sources.placeOf(element, look).disabled || matches(element, host.disabled)) sources.drop(element, "script");
    else bind(element, reader.describe(element), changed);
  }

  function bind(element: Element, description: Description, changed: boolean): void {
    const moved = keepSource(element, description);
    const source = sources.nearest(element);
    const swap = description.swaps.length ? createSwapListener(element, context, attributeVersion) : deaf;
    const binding: Binding = { source, description, swap, undo: [] };
    bindings.set(element, binding);
    bindSwaps(element, binding);
    bindTriggers(element, binding);
    // Last, since it looks at this element again. What was bound before its source came is only found now where the element was there before, too.
    if (moved && changed) rebind(element);
  }

  function attributeVersion(): number {
    presence.swapping();
    return version;
  }

  /** Makes, keeps or drops the element's own source; `true` when it is another one now, or none. */
  function keepSource(element: Element, { source: wanted }: Description): boolean {
    const own = sources.own(element);
    // Two that are not there are alike, too.
    if (JSON.stringify(wanted) === JSON.stringify(own?.description)) return false;
    if (own && wanted && delivering) reportRewritten(element, report);
    if (wanted && own?.follow(wanted)) return false;
    sources.drop(element, "script");
    if (wanted) sources.put(element, createSource(element, wanted, registry, context));
    return true;
  }

  function bindSwaps(element: Element, { source, description: { swaps }, swap, undo }: Binding): void {
    if (!swaps.length) return;
    if (!source) return missing(element, `swap:${swaps[0]}`);
    for (const name of new Set(swaps)) undo.push(source.subscribe(name, swap));
  }

  function bindTriggers(element: Element, { source: near, description: { hears, triggers }, undo }: Binding): void {
    const dispatch = (on: Element, message: Message): void => {
      dispatchMessage(on, message);
      host.dispatched?.(element, message, on);
    };
    undo.push(...subscribeTriggers(element, hears, sources, near, missing.bind(null, element), dispatch));
    const bound = triggers.length && host.bindTriggers?.(element, triggers, context);
    if (bound) undo.push(() => bound.stop());
  }

  /** A named event of a streamed response goes to the element that asked, and to what listens inside it. */
  function streamed(from: Element, message: Message): void {
    dispatchMessage(from, message);
    for (const [element, { description, swap }] of bindings) {
      if (!holds(from, element)) continue;
      if (description.swaps.includes(message.type)) void swap(message);
      if (description.hears.some(({ name }) => name === message.type)) dispatchMessage(element, message);
    }
  }

  function missing(element: Element, what: string): void {
    const parent = parentElementOf(element);
    if (host.answering && parent && closest(parent, host.answering)) return;
    fire(element, "htmx:noSSESourceError", { elt: element });
    report(element, "no-source", `${what} has no source: put hx-sse="connect:<url>" here or above`);
  }

  function unbind(element: Element): void {
    const binding = bindings.get(element);
    if (!binding) return;
    bindings.delete(element);
    for (const undo of binding.undo) undo();
  }

  /** Any element may have got an `hx-disable`: what is bound inside one is to be looked at again. */
  function markDisabled(): void {
    if (!query(document, host.disabled)) return;
    for (const element of bindings.keys()) if (closest(element, host.disabled)) stale.add(element);
  }

  /** Looks again at everything below an element whose meaning for its descendants changed. */
  function rebind(root: Element): void {
    for (const element of bindings.keys()) if (element !== root && holds(root, element)) stale.add(element);
    presence.scan(root);
  }

  return {
    registry,
    context,
    sourceOf: sources.nearest,
    process: presence.scan,
    flush: presence.flush,
    start: presence.start,
    stop() {
      presence.stop();
      registry.dispose();
    },
  };
}
