/** Which transport opens a stream, attempt by attempt. */
import { eventSourceTransport, type EventSourceFactory } from "./transports/event-source.ts";
import type { FeedPlan } from "./transports/feed.ts";
import { fetchTransport } from "./transports/fetch.ts";
import type { NamedTransport } from "./transports/transport.ts";

/** Chooses for one stream. */
export interface TransportChoice {
  /** Called before every attempt, with what it has to carry. */
  next(lastEventId: string): NamedTransport;
  /** Whether the first attempt is made in the task that asks for it: what a page's own factory makes is spoken to there. */
  readonly isAtOnce?: boolean;
}

/** Always `fetch`. */
export function fetchAlone(plan: FeedPlan): TransportChoice {
  const fetching = { name: "fetch", open: fetchTransport(plan) };
  return { next: () => fetching };
}

/**
 * `fetch`, also across origins: it hears statuses and comments, and carries the position. An `EventSource` where the page
 * asks for one; once the browser gives up on it, `fetch` goes on, since a new `EventSource` has no `Last-Event-ID`. With
 * a factory, every stream that it can make comes from it.
 */
export function chooseTransport(plan: FeedPlan, createEventSource: EventSourceFactory | undefined): TransportChoice {
  const { transport, method, headers, body, resumeBy } = plan.options;
  const fetching = fetchAlone(plan);
  const isWanted = transport ? transport === "eventsource" : createEventSource;
  const isPossible = !(method || headers || body) && (createEventSource ?? globalThis.EventSource);
  if (!isWanted || !isPossible) return fetching;
  const native = { name: "eventsource", open: eventSourceTransport(plan, createEventSource) };
  if (createEventSource) return { next: () => native, isAtOnce: true };
  let tried = false;
  return {
    next(lastEventId) {
      const isFirst = !tried && (!lastEventId || typeof resumeBy === "object");
      tried = true;
      return isFirst ? native : fetching.next(lastEventId);
    },
  };
}
