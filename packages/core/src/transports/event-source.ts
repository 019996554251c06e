/** A stream by `EventSource`, native or injected: across origins it asks no permission beforehand. */
import type { Message, RegistryOptions } from "../types.ts";
import type { Transport } from "./transport.ts";

/** What both a message and a signal of an `EventSource` may carry. */
type Heard = Partial<Pick<MessageEvent, "data" | "lastEventId" | "origin">>;

/** Opens streams with `create`. It hears only names that are subscribed, and no comments; see `StreamSink.lost`. */
export function eventSourceTransport(create: NonNullable<RegistryOptions["createEventSource"]>): Transport {
  return ({ url, options }, sink) => {
    const source = create(url, { withCredentials: options.credentials === "include" });
    const listening = new Set<string>();
    let message: Message;
    let closed = false;
    const deliver = () => void sink.message(message);

    const hear = (event: Event) => {
      const { type } = event;
      const { data, lastEventId = "", origin } = event as Heard;
      // The native one is silent by itself, an injected one need not be.
      if (closed) return;
      // An event of the stream may be named `open` or `error` too; the signals of these names carry no data.
      if (data !== undefined) {
        message = { type, data: String(data), lastEventId, origin: origin || new URL(url).origin };
        sink.batch(deliver, 1);
        sink.drained(lastEventId);
      } else if (type === "open") sink.opened();
      else if (type === "error") sink[source.readyState === 2 ? "failed" : "lost"](event);
    };
    const listen = (type: string) => {
      if (!listening.has(type)) source.addEventListener(type, hear);
      listening.add(type);
    };
    for (const type of ["open", "error", "message", ...sink.names()]) listen(type);

    return {
      listen,
      close() {
        closed = true;
        source.close();
      },
    };
  };
}
