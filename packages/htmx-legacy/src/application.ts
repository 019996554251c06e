/** The page at work: finds elements that ask for events, gives each its source, subscriptions and triggers, and takes them back. */
import { createRegistry, type Registry } from "@sse/core";
import {
  createPresence,
  createSwapListener,
  fire,
  parentOf,
  resolveTargets,
  swapAttributes,
  type DomContext,
  type Presence,
} from "@sse/dom";
import type { Binding } from "./binding.ts";
import { streamDefaults, type SseConfig } from "./config.ts";
import type { Description, Dialect } from "./description.ts";
import { hxSse } from "./dialects/hx-sse.ts";
import { hxTrigger } from "./dialects/hx-trigger.ts";
import { sseAttributes } from "./dialects/sse-attributes.ts";
import type { Host } from "./hosts/host.ts";
import { createReporter } from "./report.ts";
import { requestOf } from "./source-request.ts";
import { createSource, type Source } from "./source.ts";
import { createTriggerRoutes } from "./trigger-route.ts";

export interface Application {
  readonly registry: Registry;
  readonly context: DomContext;
  start(): void;
  stop(): void;
  /** Binds what `root` and everything below it asks for, at once. */
  process(root: Element): void;
  /** The source on or nearest above the element. */
  sourceOf(element: Element): Source | undefined;
}

const dialects: readonly Dialect[] = [hxSse, sseAttributes, hxTrigger];
const attributes = dialects.flatMap((dialect) => dialect.attributes);
const spellings = (names: readonly string[]): string[] => names.flatMap((name) => [name, `data-${name}`]);
const selector = spellings(attributes)
  .map((name) => (name.endsWith("hx-trigger") ? `[${name}*="sse:"]` : `[${name}]`))
  .join();
const ignoring = ["hx-disable", "hx-ignore"];
const own = new Set(spellings(attributes));
const watched = spellings([...attributes, ...swapAttributes, ...ignoring]);

export function createApplication(document: Document, config: SseConfig, host: Host): Application {
  const report = createReporter();
  const sources = new Map<Element, Source>();
  const bindings = new Map<Element, Binding>();
  /** Elements whose own attributes changed since they were bound. */
  const stale = new Set<Element>();
  const routeTriggers = createTriggerRoutes();
  let version = 0;

  const context: DomContext = {
    ...host.context,
    config,
    report,
    process(root) {
      presence.scan(root);
      host.process?.(root);
    },
    release(root) {
      for (const [element, source] of sources) {
        if (!root.contains(element)) continue;
        source.stop("nodeReplaced");
        sources.delete(element);
      }
    },
  };
  const registry = createRegistry({
    defaults: streamDefaults(config),
    ...(host.createEventSource && { createEventSource: host.createEventSource }),
    batch: (deliver, count) => presence.batch(deliver, count),
    report: (error) => reportError(error),
  });
  const surroundings = { registry, context, requestOf };
  const presence: Presence = createPresence({
    root: document,
    selector,
    attributes: watched,
    found,
    gone(element) {
      unbind(element);
      dropSource(element, "nodeMissing");
    },
    changed(element, attribute) {
      version++;
      if (own.has(attribute)) stale.add(element);
      else if (ignoring.some((name) => attribute.endsWith(name))) rebind(element);
    },
  });

  function found(element: Element): void {
    const binding = bindings.get(element);
    if (binding) {
      if (!stale.has(element) && binding.source === sourceOf(element)) return;
      unbind(element);
    }
    stale.delete(element);
    if (element.closest(host.disabled)) dropSource(element, "script");
    else bind(element, describe(element));
  }

  function describe(element: Element): Description {
    const parts = dialects.map((dialect) => dialect.read(element, (code, message) => report(element, code, message)));
    return {
      source: parts.find((part) => part?.source)?.source,
      swaps: parts.flatMap((part) => part?.swaps ?? []),
      triggers: parts.flatMap((part) => part?.triggers ?? []),
    };
  }

  function bind(element: Element, description: Description): void {
    keepSource(element, description);
    const source = sourceOf(element);
    const undo: (() => void)[] = [];
    bindings.set(element, { source, undo });
    if (description.swaps.length) bindSwaps(element, description.swaps, source, undo);
    if (description.triggers.length) bindTriggers(element, description, undo);
  }

  /** Makes, keeps or drops the element's own source; descendants then look for theirs again. */
  function keepSource(element: Element, { source: wanted }: Description): void {
    const standing = sources.get(element);
    if (!wanted && !standing) return;
    if (wanted && standing && JSON.stringify(wanted) === JSON.stringify(standing.description)) return;
    dropSource(element, "script");
    if (wanted) sources.set(element, createSource(element, wanted, surroundings));
    if (bindings.size) rebind(element);
  }

  function dropSource(element: Element, type: "nodeMissing" | "script"): void {
    sources.get(element)?.stop(type);
    sources.delete(element);
  }

  function bindSwaps(
    element: Element,
    names: readonly string[],
    source: Source | undefined,
    undo: (() => void)[],
  ): void {
    if (!source) return missing(element, `swap:${names[0]}`);
    const listener = createSwapListener(element, context, () => {
      presence.flushAttributes();
      return version;
    });
    for (const name of new Set(names)) undo.push(source.subscribe(name, listener));
  }

  function bindTriggers(element: Element, { triggers }: Description, undo: (() => void)[]): void {
    for (const { sse, from } of triggers) {
      if (!sse) continue;
      const targets = from ? resolveTargets(element, [from.value]) : [element];
      for (const target of targets) {
        const source = (target instanceof Element && sourceOf(target)) || sourceOf(element);
        if (source) undo.push(routeTriggers(source, sse.value, target));
        else if (!from) missing(element, `hx-trigger="sse:${sse.value}"`);
      }
    }
    const bound = host.bindTriggers?.(element, triggers, context);
    if (bound) undo.push(() => bound.stop());
  }

  function missing(element: Element, what: string): void {
    fire(element, "htmx:noSSESourceError", { elt: element });
    report(element, "no-source", `${what} has no source: put hx-sse="connect:<url>" on the element or above it`);
  }

  function unbind(element: Element): void {
    const binding = bindings.get(element);
    if (!binding) return;
    bindings.delete(element);
    for (const undo of binding.undo) undo();
  }

  /** Looks again at everything below an element whose meaning for its descendants changed. */
  function rebind(root: Element): void {
    for (const element of bindings.keys()) if (element !== root && root.contains(element)) stale.add(element);
    presence.scan(root);
  }

  function sourceOf(element: Element): Source | undefined {
    for (let at: Element | null = element; at; at = parentOf(at)) {
      const source = sources.get(at);
      if (source) return source;
    }
    return undefined;
  }

  return {
    registry,
    context,
    sourceOf,
    process: (root) => presence.scan(root),
    start() {
      host.start?.();
      presence.start();
    },
    stop() {
      presence.stop();
      host.stop?.();
      registry.dispose();
    },
  };
}
