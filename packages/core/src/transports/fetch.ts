/** A stream by `fetch`: any method and headers, the status, a real `Last-Event-ID`, back-pressure. */
import { isEventStream } from "../content-type.ts";
import { SseContentTypeError, SseHttpError, SseOriginError } from "../errors.ts";
import { parseRetryAfter } from "../retry-policy.ts";
import { readEvents } from "./read-events.ts";
import type { Transport } from "./transport.ts";

/** A header takes bytes: the ID travels as UTF-8, as the standard says. */
function bytes(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text));
}

/** Opens a stream by `fetch`. A body that ends is a stream that broke, where the plan does not say otherwise. */
export const fetchTransport: Transport = async ({ url, options, reopens }, sink, signal) => {
  const { lastEventId } = sink.status;
  const {
    status,
    headers,
    body,
    url: from,
  } = await fetch(url, {
    cache: "no-store",
    // Method, body and credentials; the others mean nothing to it.
    ...options,
    headers: {
      Accept: "text/event-stream",
      ...options.headers,
      ...(lastEventId && { "Last-Event-ID": bytes(lastEventId) }),
    },
    signal,
  });
  // It may have come in the same moment as its abort.
  signal.throwIfAborted();
  const { origin } = new URL(from || url);
  if (options.allowOrigins?.includes(origin) === false) throw new SseOriginError(origin);
  if (status === 204) return sink.state("closed", { reason: "ended" });
  if (status !== 200)
    throw new SseHttpError(status, from, parseRetryAfter(headers.get("Retry-After"), headers.get("Date")));
  const type = headers.get("Content-Type");
  if (!isEventStream(type)) throw new SseContentTypeError(from, type);
  sink.opened();
  if (body) await readEvents(body, sink, { ...options, origin, lastEventId, signal });
  if (!reopens) return sink.state("closed", { reason: "ended" });
  throw new Error("end of body");
};
