/** A stream by `EventSource`, native or injected: across origins it asks no permission beforehand. */
import { SseOriginError } from "../errors.ts";
import type { Message, RegistryOptions } from "../types.ts";
import type { Transport } from "./transport.ts";

/** What both a message and a signal of an `EventSource` may carry. */
type Heard = Partial<Pick<MessageEvent, "data" | "lastEventId" | "origin">>;

/** Opens streams with `create`. It hears only names that are subscribed, and no comments; see `StreamSink.lost`. */
export function eventSourceTransport(
  create: RegistryOptions["createEventSource"] = (url, init) => new EventSource(url, init),
): Transport {
  return ({ url, options }, sink) => {
    const source = create(url, { withCredentials: options.credentials === "include" });
    let message: Message;
    const deliver = () => void sink.message(message);

    const hear = (event: Event) => {
      const { type } = event;
      const { data, lastEventId = "", origin: from } = event as Heard;
      // An event of the stream may be named `open` or `error` too; the signals of these names carry no data.
      if (data !== undefined) {
        const origin = from || new URL(url).origin;
        if (options.origins?.includes(origin) === false) return sink.failed(new SseOriginError(origin));
        message = { type, data: String(data), lastEventId, origin };
        sink.batch(deliver, 1);
        // A listener may have ended it.
        if (source.readyState !== 2) sink.drained(lastEventId);
      } else if (type === "open") sink.opened();
      else if (type === "error") sink[source.readyState === 2 ? "failed" : "lost"](event);
    };
    const listen = (type: string) => source.addEventListener(type, hear);
    for (const type of new Set(["open", "error", ...sink.names()])) listen(type);

    return { listen, close: () => source.close() };
  };
}
