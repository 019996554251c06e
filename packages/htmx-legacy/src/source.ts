/** An element's stream: a lease on a connection, who hears it, and what the element shows and tells of it. */
import type { Connection, Lease, MessageListener, Registry, SseGapError, SseHttpError, StateChange } from "@sse/core";
import { fire, judgeUrl, type DomContext } from "@sse/dom";
import { baseOf } from "@sse/dom/native";
import type { SourceDescription } from "./description.ts";
import { keepPosition, startPosition } from "./element-position.ts";
import { failureReport } from "./failure-report.ts";
import { SourceEvents } from "./source-events.ts";
import { createPreparation } from "./source-preparation.ts";
import { reportEnd } from "./source-end.ts";
import { requestOf } from "./source-request.ts";
import { createStateDisplay } from "./source-state.ts";
import { waitForStart } from "./start-trigger.ts";
import { isSameRequest, isSameStream } from "./stream-identity.ts";

/** Why a source let go of its stream, as `htmx:sseClose` tells it in `detail.type`. */
export type SourceCloseType = "nodeMissing" | "nodeReplaced" | "message" | "ended" | "error" | "attempts" | "script";

export interface Source {
  readonly element: Element;
  /** What the element asks for, as it was last written. */
  readonly description: SourceDescription;
  /** Its stream, while it has one. */
  readonly connection: Connection | undefined;
  /** Takes over a description that asks for the same stream from another position; `false` where it asks for another. */
  follow(wanted: SourceDescription): boolean;
  /** Hears an event for as long as the source has a stream, this one or a later one. Returns its undo. */
  subscribe(type: string, listener: MessageListener): () => void;
  /** Ends the stream, for the reason given; `reconnect` opens it again. */
  close(type: SourceCloseType): void;
  /** Cuts a wait short, or opens the stream anew. */
  reconnect(): void;
  /** The element stops being a source. */
  stop(type: SourceCloseType): void;
}

/** Opens what `description` asks for in `registry`, now or at its `start`. */
export function createSource(
  element: Element,
  asked: SourceDescription,
  registry: Registry,
  context: DomContext,
): Source {
  const { closes, start } = asked;
  const show = createStateDisplay(element, context);
  let description = asked;
  /** Each gives a subscription to the present lease, with which it ends. */
  const subscriptions = new Set<() => void>();
  let lease: Lease | undefined;
  let events: SourceEvents | undefined;
  let isRefused = false;
  let closers: ((() => void) | undefined)[] = [];
  const stopWaiting = start ? waitForStart(element, start, open) : undefined;

  // The event that closes is still delivered to all who hear it: its closer always comes last.
  function subscribeClosers(): void {
    for (const off of closers) off?.();
    closers = closes.map((type) => lease?.on(type, () => close("message")));
  }

  function hear(type: string, listener: MessageListener): () => void {
    const off = lease?.on(type, listener);
    if (closes.includes(type)) subscribeClosers();
    return () => off?.();
  }

  function open(): void {
    if (lease) return;
    const { origins } = context.config;
    const verdict = judgeUrl(description.url, origins);
    if ("refused" in verdict) {
      context.report(element, "connect-refused", `${description.url}: ${verdict.refused}`);
      return tell("htmx:sseError", { error: new Error(verdict.refused) });
    }
    const [url, headers] = requestOf(element, verdict.href, context);
    const preparation = createPreparation(element, () => addressNow() ?? verdict.href, context, cancelled);
    lease = registry.connect(url, {
      ...description.options,
      ...(Object.keys(headers).length && { headers }),
      ...startPosition(element, description),
      allowOrigins: [self.origin, ...origins],
      prepare: preparation.prepare,
    });
    preparation.expire();
    events = eventsOf(lease);
    for (const subscribe of subscriptions) subscribe();
    subscribeClosers();
    lease.onState(onState);
    lease.onGap(onGap);
    // A shared connection may be open already: this element has not been told.
    onState(lease.connection);
  }

  /** A script may have written another position since the stream was opened: the next attempt asks from there. */
  function addressNow(): string | undefined {
    const verdict = judgeUrl(description.url, context.config.origins);
    return "href" in verdict ? verdict.href : undefined;
  }

  /** Others that share the connection may go on with it. */
  function cancelled(): void {
    queueMicrotask(() => close("script"));
  }

  /** What scripts listen to, for as long as this lease lasts. */
  function eventsOf(held: Lease): SourceEvents {
    const { connection } = held;
    const credentials = description.options?.credentials ?? context.config.withCredentials;
    return new SourceEvents({
      url: connection.url,
      withCredentials: credentials === true || credentials === "include",
      state: () => (lease === held ? connection.state : undefined),
      subscribe: hear,
      close: () => {
        if (lease === held) close("script");
      },
    });
  }

  function onState({
    state,
    error,
    reason = "closed",
    retryIn,
  }: Pick<StateChange, "state"> & Partial<StateChange>): void {
    show(state);
    if (state === "open") {
      tell("htmx:sseOpen");
      events?.dispatchEvent(new Event("open"));
    }
    if (error) {
      const status = error.code === "type" ? 200 : (error as Partial<SseHttpError>).status;
      tell("htmx:sseError", { error, status, retryIn });
      events?.dispatchEvent(new Event("error"));
    }
    const failing = state === "waiting" && error && failureReport(error, lease?.connection.failures ?? 0);
    if (failing) context.report(element, error.code, failing);
    if (state !== "closed") return;
    if (!lease) return;
    reportEnd(element, lease.connection, { error, reason }, context);
    letGo();
    tell("htmx:sseClose", { type: reason === "closed" || reason === "released" ? "script" : reason });
  }

  function onGap(gap: SseGapError): void {
    const { code, message, reason, position, resumedAt } = gap;
    context.report(element, code, message);
    tell("htmx:sseGap", { error: gap, reason, position, resumedAt });
    // That it will not resume is said once; each gap that comes of it is a gap.
    if (reason === "refused" && !isRefused) tell("htmx:sseError", { error: gap });
    isRefused ||= reason === "refused";
  }

  function tell(name: string, detail: object = {}): void {
    fire(element, name, { elt: element, url: description.url, source: events, ...detail });
  }

  function letGo(): void {
    const held = lease;
    lease = undefined;
    held?.release();
    if (held) keepPosition(element, description, held.lastEventId);
    events?.end();
  }

  function close(type: SourceCloseType): void {
    if (!lease) return;
    letGo();
    show("closed");
    tell("htmx:sseClose", { type });
  }

  if (!stopWaiting) open();
  return {
    element,
    get description() {
      return description;
    },
    get connection() {
      return lease?.connection;
    },
    follow(wanted) {
      const position = lease?.lastEventId ?? "";
      if (!isSameRequest(description, wanted, position)) return false;
      if (!isSameStream(description.url, wanted.url, position, baseOf(document))) return false;
      description = wanted;
      return true;
    },
    close,
    subscribe(type, listener) {
      let off: (() => void) | undefined;
      const subscribe = (): void => {
        off = hear(type, listener);
      };
      subscriptions.add(subscribe);
      subscribe();
      return () => {
        subscriptions.delete(subscribe);
        off?.();
      };
    },
    reconnect() {
      if (lease) lease.connection.reconnect();
      else open();
    },
    stop(type) {
      stopWaiting?.();
      close(type);
      show(undefined);
      subscriptions.clear();
    },
  };
}
