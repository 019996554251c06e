/** A stream by `fetch`: any method and headers, the status, a real `Last-Event-ID`, back-pressure. */
import { isEventStream } from "../content-type.ts";
import { SseContentTypeError, SseHttpError, SseOriginError } from "../errors.ts";
import { createGapWatch } from "../gap.ts";
import { isSameOrigin } from "../page.ts";
import { parseRetryAfter } from "../retry-policy.ts";
import type { FeedPlan } from "./feed.ts";
import { createPositionedFetch } from "./positioned-fetch.ts";
import { readEvents } from "./read-events.ts";
import type { Transport } from "./transport.ts";

/**
 * Opens one stream by `fetch`, again and again. A body that ends is a stream that broke, where the plan does not say
 * otherwise.
 */
export function fetchTransport({ url, options, reopens }: FeedPlan): Transport {
  const gaps = createGapWatch(url);
  /** Where the last response came from, after redirects. */
  let from = url;
  const ask = createPositionedFetch(options.resumeBy, () => !isSameOrigin(url) || !isSameOrigin(from));

  return async (sink, signal) => {
    // Whoever asks for the stream in the same task may start from an earlier position.
    await undefined;
    signal.throwIfAborted();
    const { lastEventId } = sink.status;
    const [response, carriage] = await ask(url, lastEventId, (address, headers) =>
      fetch(address, {
        cache: "no-store",
        // Method, body and credentials; the others mean nothing to it.
        ...options,
        headers: { Accept: "text/event-stream", ...options.headers, ...headers },
        signal,
      }),
    );
    // It may have come in the same moment as its abort.
    signal.throwIfAborted();
    const { status, headers, body } = response;
    from = response.url || url;
    const { origin } = new URL(from);
    if (options.allowOrigins?.includes(origin) === false) throw new SseOriginError(origin);
    if (status === 204) return sink.state("closed", { reason: "ended" });
    if (status !== 200)
      throw new SseHttpError(status, from, parseRetryAfter(headers.get("Retry-After"), headers.get("Date")));
    const type = headers.get("Content-Type");
    if (!isEventStream(type)) throw new SseContentTypeError(from, type);
    sink.opened();
    const reader = gaps.resumed(lastEventId, carriage, headers.get("Last-Event-ID"), sink, signal);
    if (body) await readEvents(body, reader, { ...options, origin, lastEventId, signal });
    if (!reopens) return sink.state("closed", { reason: "ended" });
    throw new Error("end of body");
  };
}
