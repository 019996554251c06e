/** Whoever owns requests and the processing of new content on this page: htmx, or nobody but us. */
import type { RegistryOptions } from "@sse/core";
import type { DomContext } from "@sse/dom";
import type { TriggerSpec } from "@sse/parser";
import type { SseConfig } from "../config.ts";
import type { Dialect } from "../description.ts";

/** Hears events of the document, of these types. */
export type Listen = (types: readonly string[], listener: (event: Event) => void, capture?: boolean) => void;

export interface Host {
  /** Elements inside what this selector matches are dead to us. */
  readonly disabled: string;
  /** Members of the context that this host fills: who writes, and which new content is processed. */
  readonly context: Pick<DomContext, "write" | "raise" | "transform" | "hostStyles" | "hostModifiers" | "hostCares">;
  /** How `hx-trigger` is read here, and ways of writing that only this host understands. */
  readonly dialects: readonly Dialect[];
  /** Matches elements whose requests may be answered by a stream: what is inside them needs no other source. */
  readonly answering?: string;
  /** Whoever makes event streams instead of us, once it can: asked for every stream. */
  readonly factory?: Pick<RegistryOptions, "createEventSource">;
  /** Brings the host's own configuration into ours, before the page's. */
  configure?(config: SseConfig, report: (code: string, message: string) => void): void;
  /** New content stands in the document; our own bindings are made already. */
  process?(root: Element): void;
  /** An element has stayed, with other attributes than it was bound by. */
  renew?(element: Element): void;
  /** These, which stand side by side, are about to be removed by a swap of ours. */
  release?(roots: readonly Element[]): void;
  /** Binds the triggers of an element; a host whose own machinery hears `sse:` events itself has none. */
  bindTriggers?(element: Element, triggers: readonly TriggerSpec[], context: DomContext): { stop(): void };
  /** `event`, of a message, was dispatched on an element for its triggers. */
  dispatched?(element: Element, event: Event): void;
  /** An element left the document. */
  gone?(element: Element): void;
  /** Begins what the host does on its own; `listen` hears events of the document, until the page is stopped. */
  start?(listen: Listen, config: SseConfig): void;
  /** Like `start`, once there is a context to swap in. */
  attach?(listen: Listen, context: DomContext): void;
  /** Everything on the page is bound, and scripts that wait for the document have had their turn. */
  ready?(): void;
}
