/** What to do about an error of a stream: longer than an error in a bundle can afford to be. */
import { type SseErrorCode, textOfThrown } from "@sse/core";

const advice: Readonly<Record<SseErrorCode, string>> = {
  http: "A stream needs status 200; 204 ends it. 5xx, 429 and 408 are retried. Any other status ends the stream: check the address and whether the visitor may read it.",
  type: "The response is not an event stream: send Content-Type: text/event-stream. Often it is a login page or an error page.",
  network:
    "It is retried. If it happens every minute or so, a proxy closes idle connections: send a comment every 15 seconds. If it happens immediately, is the server up? Does CORS or the page's policy (connect-src) block it?",
  timeout:
    "Nothing arrives. Before the response: let the server send its headers at once. After it: send a comment every few seconds, or raise idle:.",
  limit: "One event is larger than maxEventSize. Send smaller events, or raise the limit.",
  gap: "Events may be missing. Keep a longer history on the server, and allow the Last-Event-ID header across origins.",
  redirect:
    "The server redirects the stream to another origin, and CORS blocks the response: most often a login page. Sign in again, then call sse.reconnect(element).",
  request:
    "The URL or a header could not be created: check js: values and listeners of htmx:sseConfigConnect. It is retried.",
  origin: 'The stream was redirected to another origin. If that is yours, add it to "origins" of the configuration.',
};

const endless =
  "A stream has no end: let the server's handler run until the client disconnects, instead of responding once for each event.";

/** What the error says, without the address that the reader knows. */
export function said(error: unknown, url: string): string {
  return (error instanceof Error ? error.message : textOfThrown(error)).replace(`${url} `, "");
}

/** What to do about the error; the empty string where it is none of a stream. */
export function advised(error: unknown): string {
  if (error instanceof Error && "ended" in error && error.ended) return endless;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return Object.entries(advice).find(([known]) => known === code)?.[1] ?? "";
}
