/** An element's stream: a lease on a connection, who hears it, and what the element shows and tells of it. */
import type { ConnectOptions, Lease, MessageListener, Registry, StateChange } from "@sse/core";
import { bindTriggers, fire, judgeUrl, type DomContext } from "@sse/dom";
import type { SourceDescription } from "./description.ts";
import { startTriggers } from "./start-trigger.ts";

/** Why a source let go of its stream, as `htmx:sseClose` tells it in `detail.type`. */
export type SourceCloseType = "nodeMissing" | "nodeReplaced" | "message" | "ended" | "error" | "attempts" | "script";

/** What a source needs of the page it stands on. */
export interface SourceSurroundings {
  readonly registry: Registry;
  readonly context: DomContext;
  /** Adds what the element's other attributes say to the options: headers, values. May change the URL. */
  requestOf(
    element: Element,
    url: string,
    options: ConnectOptions,
    context: DomContext,
  ): { url: string; options: ConnectOptions };
}

export interface Source {
  readonly element: Element;
  readonly description: SourceDescription;
  /** Hears an event for as long as the source has a stream, this one or a later one. Returns its undo. */
  subscribe(type: string, listener: MessageListener): () => void;
  /** Ends the stream, for the reason given; `reconnect` opens it again. */
  close(type: SourceCloseType): void;
  /** Cuts a wait short, or opens the stream anew. */
  reconnect(): void;
  /** The element stops being a source. */
  stop(type: SourceCloseType): void;
}

interface Subscription {
  readonly type: string;
  readonly listener: MessageListener;
  off: (() => void) | undefined;
}

export function createSource(element: Element, description: SourceDescription, page: SourceSurroundings): Source {
  const { closes, start } = description;
  const subscriptions = new Set<Subscription>();
  let lease: Lease | undefined;
  const closers = closes.map((type): Subscription => ({ type, listener: () => close("message"), off: undefined }));
  const waiting = start === undefined ? undefined : bindTriggers(element, startTriggers(start), open, page.context);

  function attach(subscription: Subscription): void {
    subscription.off = lease?.on(subscription.type, subscription.listener);
  }

  function detach(subscription: Subscription): void {
    subscription.off?.();
    subscription.off = undefined;
  }

  // The event that closes is still delivered to all who hear it: its closer always comes last.
  function attachClosers(): void {
    for (const closer of closers) {
      detach(closer);
      attach(closer);
    }
  }

  function open(): void {
    if (lease) return;
    const { config, report } = page.context;
    const verdict = judgeUrl(description.url, config.origins);
    if ("refused" in verdict) {
      report(element, "connect-refused", `connect:${description.url} is refused: ${verdict.refused}`);
      fire(element, "htmx:sseError", { elt: element, url: description.url, error: new Error(verdict.refused) });
      return;
    }
    const request = page.requestOf(element, verdict.href, description.options, page.context);
    const allowOrigins = [self.origin, ...config.origins];
    lease = page.registry.connect(request.url, { ...request.options, allowOrigins });
    for (const subscription of subscriptions) attach(subscription);
    attachClosers();
    lease.onState(onState);
    const { state } = lease.connection;
    show(state);
    // A shared connection may be open already: this element has not been told.
    if (state === "open") tell("htmx:sseOpen");
  }

  function onState(change: StateChange): void {
    const { state, error, reason } = change;
    show(state);
    if (state === "open") tell("htmx:sseOpen");
    if (error)
      tell("htmx:sseError", {
        error,
        status: error.code === "type" ? 200 : "status" in error ? error.status : undefined,
        retryIn: change.retryIn,
      });
    if (error && state === "closed") page.context.report(element, error.code, error.message);
    if (state === "closed" && lease) {
      const type = reason === "ended" || reason === "attempts" || reason === "error" ? reason : "script";
      letGo();
      tell("htmx:sseClose", { type });
    }
  }

  function tell(name: string, detail: object = {}): void {
    fire(element, name, { elt: element, url: description.url, ...detail });
  }

  /** The state stands on the element, so that style sheets can show it. */
  function show(state: string | undefined): void {
    if (state) element.setAttribute("data-sse-state", state);
    else element.removeAttribute("data-sse-state");
    if (state === "connecting") element.setAttribute("aria-busy", "true");
    else element.removeAttribute("aria-busy");
  }

  function letGo(): void {
    const held = lease;
    lease = undefined;
    for (const subscription of subscriptions) detach(subscription);
    for (const closer of closers) detach(closer);
    held?.release();
  }

  function close(type: SourceCloseType): void {
    if (!lease) return;
    letGo();
    show("closed");
    tell("htmx:sseClose", { type });
  }

  if (!waiting) open();
  return {
    element,
    description,
    close,
    subscribe(type, listener) {
      const subscription: Subscription = { type, listener, off: undefined };
      subscriptions.add(subscription);
      if (lease) {
        attach(subscription);
        if (closes.includes(type)) attachClosers();
      }
      return () => {
        subscriptions.delete(subscription);
        detach(subscription);
      };
    },
    reconnect() {
      if (lease) lease.connection.reconnect();
      else open();
    },
    stop(type) {
      waiting?.stop();
      close(type);
      show(undefined);
      subscriptions.clear();
    },
  };
}
