/** A stream by `fetch`: any method and headers, the status, a real `Last-Event-ID`, back-pressure. */
import { SseContentTypeError, SseError, SseHttpError, SseNetworkError } from "../errors.ts";
import { parseRetryAfter } from "../retry-policy.ts";
import { readEvents } from "./read-events.ts";
import type { StreamRequest, StreamSink, Transport } from "./transport.ts";

/** A header takes bytes: the ID travels as UTF-8, as the standard says. */
function bytes(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text));
}

async function run({ url, options, lastEventId }: StreamRequest, sink: StreamSink, signal: AbortSignal): Promise<void> {
  const { method = "GET", headers, body = null, credentials = "same-origin", maxEventSize } = options;
  const response = await fetch(url, {
    method,
    headers: {
      Accept: "text/event-stream",
      ...headers,
      ...(lastEventId && { "Last-Event-ID": bytes(lastEventId) }),
    },
    body,
    credentials,
    cache: "no-store",
    signal,
  });
  // It may have come in the same moment as its abort.
  if (signal.aborted) return;
  const { status } = response;
  const from = response.url || url;
  if (status === 204) return;
  if (status !== 200) throw new SseHttpError(status, from, parseRetryAfter(response.headers.get("Retry-After")));
  const type = response.headers.get("Content-Type");
  if (!/^text\/event-stream *(;|$)/i.test(type ?? "")) throw new SseContentTypeError(from, type);
  sink.opened();
  if (response.body) {
    await readEvents(response.body, sink, { origin: new URL(from).origin, lastEventId, maxEventSize, signal });
  }
  throw new SseNetworkError(url);
}

/** Opens a stream by `fetch`. A body that ends is a stream that broke: only 204 ends it for good. */
export const fetchTransport: Transport = (request, sink) => {
  const abort = new AbortController();
  const closed = (error?: unknown) => {
    if (abort.signal.aborted) return;
    // Also frees the socket of a body that nobody read.
    abort.abort();
    sink.closed(error && !(error instanceof SseError) ? new SseNetworkError(request.url, error) : (error as undefined));
  };
  run(request, sink, abort.signal).then(closed, closed);
  return { close: () => abort.abort() };
};
