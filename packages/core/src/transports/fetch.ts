/** A stream by `fetch`: any method and headers, the status, a real `Last-Event-ID`, back-pressure. */
import { isEventStream } from "../content-type.ts";
import { SseContentTypeError, SseHttpError, SseOriginError } from "../errors.ts";
import { createGapWatch } from "../gap.ts";
import { isSameOrigin } from "../page.ts";
import { parseRetryAfter } from "../retry-policy.ts";
import type { FeedPlan } from "./feed.ts";
import { withoutPosition } from "../position.ts";
import { createPositionedFetch } from "./positioned-fetch.ts";
import { readEvents } from "./read-events.ts";
import type { Transport } from "./transport.ts";

/**
 * Opens one stream by `fetch`, again and again. A body that ends is a stream that broke, where the plan does not say
 * otherwise.
 */
export function fetchTransport({ options, reopens }: FeedPlan): Transport {
  const gaps = createGapWatch();
  /** Where the last request went, and where its response came from, after redirects. */
  let asked = "";
  let from = "";
  const ask = createPositionedFetch(options.resumeBy, () => !isSameOrigin(asked) || !isSameOrigin(from || asked));
  const { fetch: send = (url, init) => fetch(url, init), ...init } = options;

  return async ({ url, headers: given, body: payload }, sink, signal) => {
    // Whoever asks for the stream in the same task may start from an earlier position.
    await undefined;
    signal.throwIfAborted();
    const { lastEventId } = sink.status;
    asked = url;
    const [response, carriage] = await ask(url, lastEventId, (address, headers) =>
      send(address, {
        cache: "no-store",
        // Method and credentials; the others mean nothing to it.
        ...(init as RequestInit),
        headers: { Accept: "text/event-stream", ...(lastEventId ? withoutPosition(given) : given), ...headers },
        ...(payload !== undefined && { body: payload }),
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
    const reader = gaps.resumed(url, lastEventId, carriage, headers.get("Last-Event-ID"), sink, signal);
    if (body) await readEvents(body, reader, { ...options, origin, lastEventId, signal });
    if (!reopens) return sink.state("closed", { reason: "ended" });
    throw new Error("end of body");
  };
}
