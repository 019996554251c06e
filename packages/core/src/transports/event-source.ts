/** A stream by `EventSource`, native or injected: across origins it asks no permission beforehand. */
import { SseOriginError } from "../errors.ts";
import type { Transport } from "./transport.ts";

/** What both a message and a signal of an `EventSource` may carry. */
type Heard = Partial<Pick<MessageEvent, "data" | "lastEventId" | "origin">>;

/** Makes an `EventSource`, as `htmx.createEventSource` does. */
export type EventSourceFactory = (url: string, options: { withCredentials: boolean }) => EventSource;

/** Opens streams with `create`. It hears only names that are subscribed, and no comments; see `StreamSink.lost`. */
export const eventSourceTransport =
  (create: EventSourceFactory = (url, init) => new EventSource(url, init)): Transport =>
  ({ url, options }, sink, signal) =>
    new Promise((_, reject) => {
      const source = create(url, { withCredentials: options.credentials === "include" });
      const hear = (event: Event) => {
        const { type, data = "", lastEventId = "", origin: from } = event as Event & Heard;
        // An event of the stream may be named `open` or `error` too; the signals of these names carry no data.
        if ("data" in event) {
          const origin = from || new URL(url).origin;
          if (options.allowOrigins?.includes(origin) === false) return reject(new SseOriginError(origin));
          sink.arrived();
          sink.batch(() => void sink.message({ type, data: String(data), lastEventId, origin }));
          // A listener may have ended it.
          if (!signal.aborted) sink.drained(lastEventId);
        } else if (type === "open") sink.opened();
        else if (type === "error") (source.readyState === 2 ? reject : sink.lost)(event);
      };
      const listen = (type: string) => source.addEventListener(type, hear);
      listen("open");
      listen("error");
      sink.names(listen);
      signal.addEventListener("abort", () => source.close());
    });
