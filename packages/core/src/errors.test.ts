import { expect, test } from "vitest";
import {
  SseContentTypeError,
  SseError,
  SseGapError,
  SseHttpError,
  SseLimitError,
  SseNetworkError,
  SseRedirectError,
  SseRequestError,
  SseTimeoutError,
} from "./errors.ts";

test.each<[SseError, string, RegExp]>([
  [new SseHttpError(404, "http://a/b"), "http", /^http:\/\/a\/b responded with 404: check the path$/],
  [new SseHttpError(401, "http://a/b"), "http", /responded with 401: sign in$/],
  [new SseHttpError(403, "http://a/b"), "http", /responded with 403: the server forbids it$/],
  [new SseHttpError(405, "http://a/b"), "http", /responded with 405: respond to GET$/],
  [new SseHttpError(503, "http://a/b"), "http", /responded with 503: see the server's log$/],
  [new SseHttpError(206, "http://a/b"), "http", /responded with 206: send 200$/],
  [
    new SseContentTypeError("http://a/b", "text/html"),
    "type",
    /^http:\/\/a\/b sent text\/html: send text\/event-stream$/,
  ],
  [new SseContentTypeError("http://a/b", ""), "type", / sent no Content-Type: send text\/event-stream$/],
  [
    new SseContentTypeError("http://a/login", "text/html", true),
    "type",
    /a\/login sent text\/html: a redirect leads there, sign in/,
  ],
  [new SseRedirectError("http://a/b"), "redirect", /redirects, .*connect to where it leads/],
  [new SseRequestError(new Error("no token")), "request", /no token/],
  [
    new SseTimeoutError("http://a/b", "connectTimeout", 9, 6),
    "timeout",
    /6 streams are open there, HTTP\/1.1 allows 6/,
  ],
  [new SseTimeoutError("http://a/b", "idle", 9, 6), "timeout", /send comments or raise idle/],
  [new SseNetworkError("http://a/b"), "network", /http:\/\/a\/b .*check server, CORS, CSP/],
  [new SseTimeoutError("http://a/b", "idle", 5000), "timeout", /silent for 5000 ms: send comments or raise idle/],
  [new SseTimeoutError("http://a/b", "idle", 9, 5, false), "timeout", /: flush the headers or raise idle/],
  [new SseTimeoutError("http://a/b", "idle", 9, 6, false), "timeout", /6 streams are open there/],
  [new SseTimeoutError("http://a/b", "connectTimeout", 9), "timeout", /: flush the headers or raise connectTimeout/],
  [new SseGapError("refused", "http://a/b", "7"), "gap", /a\/b refuses Last-Event-ID.*events after 7/],
  [new SseGapError("refused", "http://a/b", "7".repeat(4097)), "gap", /an ID above 4096 characters.*events after it/],
  [new SseLimitError(1024), "limit", /1024: raise maxEventSize/],
])("%s says what happened and what to do", (error, code, message) => {
  expect(error).toBeInstanceOf(SseError);
  expect(error).toBeInstanceOf(Error);
  expect(error.name).toBe("SseError");
  expect(error.code).toBe(code);
  expect(error.message).toMatch(message);
});

test("an HTTP error carries status and URL, a network error its cause", () => {
  expect(new SseHttpError(503, "http://a/", 2000)).toMatchObject({ status: 503, url: "http://a/", retryAfter: 2000 });
  const cause = new TypeError("fetch failed");
  expect(new SseNetworkError("http://a/", cause).cause).toBe(cause);
});
