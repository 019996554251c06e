/** An element's stream: a lease on a connection, who hears it, and what the element shows and tells of it. */
import {
  type Connection,
  type Lease,
  type MessageListener,
  type Registry,
  type SseHttpError,
  type StateChange,
  textOfThrown,
} from "@sse/core";
import { judgeUrl, type DomContext, type SwapSource } from "@sse/dom";
import { baseOf } from "@sse/dom/native";
import { withoutKeyword } from "@sse/parser";
import type { SourceDescription } from "./description.ts";
import { keepPosition } from "./element-position.ts";
import { failureReport } from "./failure-report.ts";
import { reportEnd } from "./source-end.ts";
import { tellOfJoining } from "./source-joining.ts";
import { SourceEvents } from "./source-events.ts";
import { createHearing } from "./source-hearing.ts";
import { leaseFor } from "./source-lease.ts";
import type { Attempting } from "./source-preparation.ts";
import { createReturn } from "./source-return.ts";
import { createStateDisplay } from "./source-state.ts";
import { createTelling } from "./source-telling.ts";
import { waitForStart } from "./start-trigger.ts";
import { isSameRequest, isSameStream } from "./stream-identity.ts";

/** Why a source let go of its stream, as `htmx:sseClose` tells it in `detail.type`. */
export type SourceCloseType = "nodeMissing" | "nodeReplaced" | "message" | "ended" | "error" | "attempts" | "script";

export interface Source extends SwapSource {
  readonly element: Element;
  /** What the element asks for, as it was last written. */
  readonly description: SourceDescription;
  /** Its stream, while it has one. */
  readonly connection: Connection | undefined;
  /** Opens the stream, now or at its `start`. */
  start(): void;
  /** Takes over a description that asks for the same stream from another position; `false` where it asks for another. */
  follow(wanted: SourceDescription): boolean;
  /** Hears an event for as long as the source has a stream, this one or a later one. Returns its undo. */
  subscribe(type: string, listener: MessageListener): () => void;
  /** A swap is about to take the element out of `place`. */
  expectReplacement(place: Element): void;
  /** Ends the stream, for the reason given; `reconnect` opens it again. */
  close(type: SourceCloseType): void;
  /** Cuts a wait short, or opens the stream anew. */
  reconnect(): void;
  /** The element stops being a source. */
  stop(type: SourceCloseType): void;
}

/** A source of what `description` asks for in `registry`. Nothing is opened, and the page hears nothing, before its `start()`. */
export function createSource(
  element: Element,
  asked: SourceDescription,
  registry: Registry,
  context: DomContext,
  opening: (element: Element, connection: Connection) => void,
): Source {
  const { closes, start: trigger } = asked;
  const show = createStateDisplay(element, context);
  let description = asked;
  const hearing = createHearing(
    closes,
    () => lease,
    () => close("message"),
  );
  /** From the moment on in which the stream is asked for. */
  let isOpen = false;
  let isStopped = false;
  let lease: Lease | undefined;
  let events: SourceEvents | undefined;
  /** The absolute URL that was last asked for. */
  let address = "";
  let stopWaiting: (() => void) | undefined;
  const telling = createTelling(element, context, () => ({ url: description.url, source: events }));
  const { tell } = telling;
  const back = createReturn(element, {
    lease: () => lease,
    pause: hearing.pause,
    reopen() {
      letGo();
      open();
    },
    keep: (position) => keepPosition(element, description, position),
  });

  function open(): void {
    if (isOpen || isStopped) return;
    const verdict = judgeUrl(description.url, context.config.origins);
    if ("refused" in verdict) {
      const meant = withoutKeyword(description.url);
      const what = meant ? `did you mean ${meant}?` : verdict.refused;
      context.report(element, "connect-refused", `${description.url}: ${what}`);
      return tell("htmx:sseError", { error: new Error(verdict.refused) });
    }
    address = verdict.href;
    isOpen = true;
    let held: Lease;
    try {
      held = leaseFor(attempting, address, description, registry, context);
    } catch (error) {
      isOpen = false;
      context.report(element, "bind", textOfThrown(error));
      return tell("htmx:sseError", { error });
    }
    // Who heard of the first attempt may have closed the source, and even opened it again.
    if (!isOpen || lease) return held.release();
    lease = held;
    events = eventsOf(held);
    hearing.renew();
    held.onState(onState);
    held.onGap(telling.tellGap);
    if (held.connection.state === "open") {
      show("open");
      tellOfJoining(held, context.config, () => lease === held && onState(held.connection));
    } else onState(held.connection);
    // Whoever was told may have ended it.
    if (lease === held) opening(element, held.connection);
  }

  const attempting: Attempting = {
    element,
    get isOpen() {
      return isOpen;
    },
    get connection() {
      return lease?.connection;
    },
    // A script may have written another position since the stream was opened: the next attempt asks from there.
    address() {
      const verdict = judgeUrl(description.url, context.config.origins);
      return "href" in verdict ? (address = verdict.href) : address;
    },
    close,
    leave() {
      close("script");
      open();
    },
  };

  /** What scripts listen to, for as long as this lease lasts. */
  function eventsOf(held: Lease): SourceEvents {
    const { connection } = held;
    const credentials = description.options?.credentials ?? context.config.withCredentials;
    return new SourceEvents({
      url: connection.url,
      withCredentials: credentials === true || credentials === "include",
      state: () => (lease === held ? connection.state : undefined),
      subscribe: hearing.hear,
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
    // Whoever is told may close the source, or open it anew: then this was not about its stream any more.
    const held = lease;
    const say = (name: string, type: string, detail?: object): void => {
      // Who attaches a listener to the source when it is told waits for the next time.
      events?.dispatchEvent(new Event(type));
      if (lease === held) tell(name, detail);
    };
    show(state);
    if (state === "open") say("htmx:sseOpen", "open");
    if (error) {
      const status = error.code === "type" ? 200 : (error as Partial<SseHttpError>).status;
      say("htmx:sseError", "error", { error, status, retryIn });
    }
    const failing = state !== "closed" && error && failureReport(error, held?.connection.failures ?? 0);
    if (failing) context.report(element, error.code, failing);
    if (state !== "closed" || lease !== held || !lease) return;
    reportEnd(element, lease.connection, { error, reason }, context);
    letGo();
    tell("htmx:sseClose", { type: reason === "closed" || reason === "released" ? "script" : reason });
  }

  function letGo(): void {
    const held = lease;
    isOpen = false;
    lease = undefined;
    held?.release();
    if (held) keepPosition(element, description, back.from ?? held.lastEventId);
    events?.end();
  }

  function close(type: SourceCloseType): void {
    if (!isOpen) return;
    letGo();
    show("closed");
    tell("htmx:sseClose", { type });
  }

  return {
    element,
    get description() {
      return description;
    },
    get connection() {
      return lease?.connection;
    },
    start() {
      if (trigger) stopWaiting = waitForStart(element, trigger, open);
      else open();
    },
    follow(wanted) {
      const position = lease?.lastEventId ?? "";
      if (!isSameRequest(description, wanted, position)) return false;
      if (!isSameStream(description.url, wanted.url, position, baseOf(document))) return false;
      description = wanted;
      return true;
    },
    missed() {
      if (lease) back.goBack(lease.previousEventId);
    },
    waits: () => back.waits(lease?.previousEventId ?? ""),
    expectReplacement: telling.expectReplacement,
    close,
    subscribe: hearing.subscribe,
    reconnect() {
      if (lease) lease.connection.reconnect();
      else open();
    },
    stop(type) {
      isStopped = true;
      stopWaiting?.();
      close(type === "nodeMissing" && telling.isReplaced ? "nodeReplaced" : type);
      show(undefined);
      hearing.clear();
    },
  };
}
