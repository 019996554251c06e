/** Which transport opens a stream, attempt by attempt. */
import { isSameOrigin } from "./page.ts";
import type { FeedPlan } from "./transports/feed.ts";
import { eventSourceTransport, type EventSourceFactory } from "./transports/event-source.ts";
import { fetchTransport } from "./transports/fetch.ts";
import type { NamedTransport } from "./transports/transport.ts";

/** Chooses for one stream; called before every attempt. */
export interface TransportChoice {
  /**
   * @param opened whether the attempt before was accepted by the server
   * @param lastEventId what this attempt has to carry
   */
  next(opened: boolean, lastEventId: string): NamedTransport;
}

const FETCH: NamedTransport = { name: "fetch", open: fetchTransport };

/** Always `fetch`. */
export const fetchAlone: TransportChoice = { next: () => FETCH };

/**
 * Takes turns: `second` takes over from `first` when the last event ID must travel or the stream is opened again, and
 * gives way to it when it does not get through.
 */
export function alternate(first: NamedTransport, second: NamedTransport): TransportChoice {
  let last: NamedTransport | undefined;
  return {
    next(opened, lastEventId) {
      last = (last ? last === first || opened : lastEventId) ? second : first;
      return last;
    },
  };
}

/** The choice for this stream; with a factory, every stream that it can make comes from it. */
export function chooseTransport(
  { url, options }: FeedPlan,
  createEventSource: EventSourceFactory | undefined,
): TransportChoice {
  const { transport, method, headers, body } = options;
  // The native one asks no permission beforehand.
  const isWanted = transport ? transport !== "fetch" : createEventSource || !isSameOrigin(url);
  const isNative = isWanted && !(method || headers || body) && (createEventSource ?? globalThis.EventSource);
  if (!isNative) return fetchAlone;
  const first = { name: "eventsource", open: eventSourceTransport(createEventSource) };
  return alternate(first, createEventSource ? first : FETCH);
}
