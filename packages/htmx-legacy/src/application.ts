/** The page at work: puts together the registry, what finds elements, what binds them, and whoever is host on this page. */
import { createRegistry, type Registry } from "@sse/core";
import { browserShared } from "@sse/core/browser-shared";
import { createPresence, swapAttributes, type DomContext, type Morph, type Presence } from "@sse/dom";
import { childrenOf, isConnected, rootElementOf } from "@sse/dom/native";
import { createBinder, type Binder } from "./binder.ts";
import { createBindings } from "./bindings.ts";
import type { SseConfig } from "./config.ts";
import { hxSse } from "./dialects/hx-sse.ts";
import { sseAttributes } from "./dialects/sse-attributes.ts";
import { createHelp } from "./help/help.ts";
import { wantsOf } from "./help/wants.ts";
import type { Host } from "./hosts/host.ts";
import { createReader, spellings } from "./reader.ts";
import { bindSafely } from "./report.ts";
import { createSourceTree } from "./source-tree.ts";
import type { Source } from "./source.ts";

export interface Application {
  readonly registry: Registry;
  readonly context: DomContext;
  start(): void;
  stop(): void;
  /** Binds what `root` and everything below it asks for, at once. */
  process(root: Element | ShadowRoot): void;
  /** Handles at once what changed in the document. */
  flush(): void;
  /** The source on or nearest above the element. */
  sourceOf(element: Element): Source | undefined;
}

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
  const bindings = createBindings();
  /** Counts changes of attributes, and of what elements stand in: whatever was read before may mean something else now. */
  let revision = 0;
  /** Messages are being delivered, or what their listeners changed is being noticed. */
  let delivering = false;

  const context: DomContext = {
    ...host.context,
    disabled: host.disabled,
    morph,
    config,
    report,
    streamed: (from, message) => binder.deliver(from, message),
    process(root) {
      presence.scan(root);
      bindSafely(root, () => host.process?.(root), report);
    },
    renew: (element) => bindSafely(element, () => host.renew?.(element), report),
    discover: (root) => presence.catchUp(root),
    expectReplacement: sources.expectReplacement,
    release(target, whole) {
      sources.release(target, whole);
      host.release?.(whole ? [target] : [...childrenOf(target)]);
    },
  };
  const help = createHelp(document, config, wantsOf.bind(null, bindings, rootElementOf(document)), report);
  const registry = createRegistry({
    witness: config.quiet ? undefined : help.witness,
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
    beforeMessage: () => presence.delivering(),
  });
  const presence: Presence = createPresence({
    root: document,
    selector: [...reader.names].map((name) => (name.endsWith("hx-trigger") ? `[${name}*="sse:"]` : `[${name}]`)).join(),
    attributes: [...reader.names, ...spellings(swapAttributes), ...ignoring],
    found: (elements) => binder.bind(elements),
    gone(element) {
      host.gone?.(element);
      binder.unbind(element, isConnected(element) ? "script" : "nodeMissing");
      // It asks for nothing any more: what it served is served by another source now.
      if (isConnected(element)) presence.scan(element);
    },
    changed(element, attribute) {
      revision++;
      // Means something for everything inside, too.
      if (!attribute || ignoring.includes(attribute) || reader.names.has(attribute)) presence.scan(element);
    },
    moved() {
      revision++;
    },
  });
  const binder: Binder = createBinder({
    reader,
    sources,
    bindings,
    registry,
    context,
    host,
    help,
    revision: () => revision,
    beforeSwap: presence.swapping,
    isDelivering: () => delivering,
  });

  return {
    registry,
    context,
    sourceOf: sources.nearest,
    process: presence.scan,
    flush: presence.flush,
    start() {
      help.start();
      // At last: whoever hears of what is found may stop it all.
      presence.start();
    },
    stop() {
      help.stop();
      binder.stop();
      presence.stop();
      registry.dispose();
    },
  };
}
