/** What to do about an error of a stream: longer than an error in a bundle can afford to be. */
import type { SseErrorCode } from "@sse/core";

const advice: Readonly<Record<SseErrorCode, string>> = {
  http: "A stream answers 200, or 204 when all is told. 5xx, 429, 408 are tried again; any other status ends it: check the address and whether the visitor may read it.",
  type: "The answer is no event stream: send Content-Type: text/event-stream. Often it is a login or an error page.",
  network:
    "It is tried again. Every minute or so: a proxy ends quiet lines, so send a comment every 15 seconds. At once: is the server up, does CORS or the page's policy (connect-src) forbid it?",
  timeout: "The line is up and silent. Send a comment every few seconds, or allow more with idle:.",
  limit: "One event is larger than maxEventSize. Send less at a time, or raise it.",
  gap: "Events may be missing. Let the server keep a longer history, and allow the Last-Event-ID header across origins.",
  redirect:
    "The server redirects the stream to another origin that lets nobody read it: most often to a login page. Sign in anew, then sse.reconnect(element).",
  request:
    "The address or a header could not be had: look at js: values and at listeners of htmx:sseConfigConnect. It is tried again.",
  origin: 'The stream was redirected to another origin. Add that to "origins" of the configuration, if it is yours.',
};

/** What the error says, without the address that the reader knows. */
export function said(error: unknown, url: string): string {
  return (error instanceof Error ? error.message : String(error)).replace(`${url} `, "");
}

/** What to do about the error; the empty string where it is none of a stream. */
export function advised(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return Object.entries(advice).find(([known]) => known === code)?.[1] ?? "";
}
