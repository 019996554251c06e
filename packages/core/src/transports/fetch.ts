/** A stream by `fetch`: any method and headers, the status, a real `Last-Event-ID`, back-pressure. */
import { EndOfBody } from "../errors.ts";
import { createGapWatch } from "../gap.ts";
import { hasOrigin, isSameOrigin } from "../page.ts";
import { withoutPosition } from "../position.ts";
import type { FeedPlan } from "./feed.ts";
import { createPositionedFetch } from "./positioned-fetch.ts";
import { readEvents } from "./read-events.ts";
import { fetchFollowing } from "./redirects.ts";
import { checkResponse } from "./response.ts";
import type { Transport } from "./transport.ts";

/**
 * What another server's redirect may do with the headers, the cookies and the position of a request: nothing. A browser
 * goes to another origin before a script is told, so a stream of the page's own origin stays there, and one of a listed
 * origin follows no redirect.
 */
function redirectRules(url: string): Pick<RequestInit, "mode" | "redirect"> {
  if (!hasOrigin()) return {};
  return isSameOrigin(url) ? { mode: "same-origin" } : { redirect: "manual" };
}

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
    const { lastEventId, failures } = sink.status;
    asked = url;
    const [response, carriage] = await ask(url, lastEventId, (address, headers) => {
      const request = {
        cache: "no-store",
        ...redirectRules(address),
        // Method and credentials; the others mean nothing to it.
        ...(init as RequestInit),
        headers: { Accept: "text/event-stream", ...(lastEventId ? withoutPosition(given) : given), ...headers },
        ...(payload !== undefined && { body: payload }),
        signal,
      } as const;
      return fetchFollowing(send, address, request, failures);
    });
    // It may have come in the same moment as its abort.
    signal.throwIfAborted();
    from = checkResponse(response, url, options.allowOrigins);
    const { status, headers, body } = response;
    if (status === 204) return sink.state("closed", { reason: "ended" });
    sink.opened();
    // Whoever heard of it may have closed the stream.
    signal.throwIfAborted();
    const { origin } = new URL(from);
    const reader = gaps.resumed(url, lastEventId, carriage, headers.get("Last-Event-ID"), sink, signal);
    if (body) await readEvents(body, reader, { ...options, origin, lastEventId, signal });
    if (!reopens) return sink.state("closed", { reason: "ended" });
    throw new EndOfBody("end of body");
  };
}
