import { expect, test } from "vitest";
import {
  SseContentTypeError,
  SseError,
  SseHttpError,
  SseLimitError,
  SseNetworkError,
  SseTimeoutError,
} from "./errors.ts";

test.each<[SseError, string, RegExp]>([
  [new SseHttpError(404, "http://a/b"), "http", /http:\/\/a\/b answered 404: 200 streams, 204 ends/],
  [new SseContentTypeError("http://a/b", "text/html"), "type", /http:\/\/a\/b .*text\/html: send text\/event-stream/],
  [new SseContentTypeError("http://a/b", null), "type", /send text\/event-stream/],
  [new SseNetworkError("http://a/b"), "network", /http:\/\/a\/b .*check server, CORS, CSP/],
  [new SseTimeoutError("http://a/b", "idle", 5000), "timeout", /5000 ms: raise idle/],
  [new SseTimeoutError("http://a/b", "connectTimeout", 9), "timeout", /raise connectTimeout/],
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
