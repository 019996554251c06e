/** A stream by `fetch`: any method and headers, the status, a real `Last-Event-ID`, back-pressure. */
import { SseContentTypeError, SseHttpError, SseOriginError } from "../errors.ts";
import { parseRetryAfter } from "../retry-policy.ts";
import { readEvents } from "./read-events.ts";
import type { Transport } from "./transport.ts";

/** A header takes bytes: the ID travels as UTF-8, as the standard says. */
function bytes(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text));
}

/** Opens a stream by `fetch`. A body that ends is a stream that broke: only 204 ends it for good. */
export const fetchTransport: Transport = ({ url, options }, sink) => {
  const { lastEventId } = sink.status;
  const abort = new AbortController();
  const { signal } = abort;

  const run = async () => {
    const response = await fetch(url, {
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
    const { status } = response;
    const from = response.url || url;
    const { origin } = new URL(from);
    if (options.origins?.includes(origin) === false) throw new SseOriginError(origin);
    const type = response.headers.get("Content-Type");
    if (status === 204) return sink.state("closed", { reason: "ended" });
    if (status !== 200) throw new SseHttpError(status, from, parseRetryAfter(response.headers.get("Retry-After")));
    if (!/^text\/event-stream *(;|$)/i.test(`${type}`)) throw new SseContentTypeError(from, type);
    sink.opened();
    if (response.body) {
      await readEvents(response.body, sink, { ...options, origin, lastEventId, signal });
    }
    throw new Error("end of body");
  };
  run().catch((cause: unknown) => {
    // The sink closes the stream, which also frees the socket of a body that nobody read.
    if (!signal.aborted) sink.failed(cause);
  });
  return { close: () => abort.abort() };
};
