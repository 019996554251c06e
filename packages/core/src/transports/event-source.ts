/** A stream by `EventSource`, native or injected: no headers of its own, no statuses, no comments. */
import { SseOriginError } from "../errors.ts";
import { createGapWatch } from "../gap.ts";
import { POSITION_PARAMETER, withPosition } from "../position.ts";
import type { FeedPlan } from "./feed.ts";
import type { Transport } from "./transport.ts";

/** Makes an `EventSource`, as `htmx.createEventSource` does. */
export type EventSourceFactory = (url: string, options: { withCredentials: boolean }) => EventSource;

/** Milliseconds between two losses in which the browser's own reconnects are a storm: a server may ask for it by `retry: 0`. */
const STORM = 1000;

/** What both a message and a signal of an `EventSource` may carry. */
type Heard = Partial<Pick<MessageEvent, "data" | "lastEventId" | "origin">>;

/**
 * Opens streams with `create`. It hears only names that are subscribed. A new `EventSource` sends no `Last-Event-ID`, so
 * a position travels in the query; the browser's own reconnects send the header.
 */
export function eventSourceTransport(
  { options }: FeedPlan,
  create: EventSourceFactory = (address, init) => new EventSource(address, init),
): Transport {
  const { allowOrigins, credentials, resumeBy } = options;
  const gaps = createGapWatch();
  const parameter = typeof resumeBy === "object" ? resumeBy.query : undefined;

  return ({ url }, given, signal) =>
    new Promise((_, reject) => {
      const { lastEventId: start } = given.status;
      const address = start ? withPosition(url, parameter ?? POSITION_PARAMETER, start) : url;
      const source = create(address, { withCredentials: credentials === "include" });
      let sink = given;
      /** What the browser calls the last event ID is empty until this `EventSource` has heard one. */
      let position = start;
      let lostAt = -Infinity;

      const opened = () => {
        sink = gaps.resumed(url, start, parameter ? "carried" : "offered", null, given, signal);
        sink.opened();
      };
      const failed = (event: Event) => {
        // The browser reconnects by itself, but to the same URL: a position in there would be an old one.
        const isStale = start || (parameter && given.status.lastEventId);
        const isStorm = performance.now() - lostAt < STORM;
        lostAt = performance.now();
        if (source.readyState === 2 || isStale || isStorm) reject(event);
        else sink.lost(event);
      };
      const deliver = ({ type, data, lastEventId, origin: from }: Event & Heard) => {
        const origin = from || new URL(url).origin;
        if (allowOrigins?.includes(origin) === false) return reject(new SseOriginError(origin));
        if (lastEventId) position = lastEventId;
        else if (position !== start) position = "";
        sink.arrived();
        sink.batch(() => void sink.message({ type, data: String(data ?? ""), lastEventId: position, origin }));
        // A listener may have ended it.
        if (!signal.aborted) sink.drained(position);
      };
      let last: Event | undefined;
      /** An object that the page has made itself may tell of a signal by its `on` handler, by a listener, or by both. */
      const once = (does: (event: Event) => void) => (event: Event) => {
        if (event && event === last) return;
        last = event;
        does(event);
      };
      const [onopen, onerror] = [once(opened), once(failed)];
      const hear = (event: Event) => {
        // An event of the stream may be named `open` or `error` too; the signals of these names carry no data.
        if ("data" in event) deliver(event as Event & Heard);
        else if (event.type === "open") onopen(event);
        else if (event.type === "error") onerror(event);
      };
      const listen = (type: string) => source.addEventListener(type, hear);
      listen("open");
      listen("error");
      if (!(source instanceof EventTarget)) Object.assign(source as object, { onopen, onerror });
      sink.names(listen);
      signal.addEventListener("abort", () => source.close());
    });
}
