import { expect, test } from "vitest";
import {
  SseContentTypeError,
  SseHttpError,
  SseLimitError,
  SseNetworkError,
  SseTimeoutError,
  type SseError,
} from "./errors.ts";
import { canRetry, parseRetryAfter, retryDelay, SERVER_MAX, serverMinimum } from "./retry-policy.ts";

const least = () => 0;
const most = () => 0.999999;

test("the delay is spread from the minimum to a bound that doubles with every failure", () => {
  const bounds = [1, 2, 3, 4, 5, 6].map((failures) => retryDelay(failures, 1000, 30_000, 0, most));
  expect(bounds).toEqual([2000, 4000, 8000, 16_000, 30_000, 30_000]);
  for (const failures of [1, 3, 100]) expect(retryDelay(failures, 1000, 30_000, 0, least)).toBe(1000);
});

test("a minimum above the maximum wins", () => {
  expect(retryDelay(1, 60_000, 30_000, 0, most)).toBe(60_000);
});

test("a minimum of zero does not become a tight loop", () => {
  const delays = [1, 2, 3, 4].map((failures) => retryDelay(failures, 0, 30_000, 0, () => 0.5));
  expect(delays).toEqual([100, 200, 400, 800]);
});

test("clients that were told the same Retry-After do not come back together", () => {
  expect(retryDelay(1, 1000, 30_000, 60_000, least)).toBe(60_000);
  expect(retryDelay(1, 1000, 30_000, 60_000, most)).toBe(61_000);
});

test("no delay is longer than a timer can hold: it would ring at once", () => {
  expect(retryDelay(5000, 1000, Infinity, 0, most)).toBe(0x7fffffff);
  expect(retryDelay(1, 1e20, 30_000, 0, most)).toBe(0x7fffffff);
  expect(retryDelay(1, 1000, 30_000, 1e12, most)).toBe(0x7fffffff);
  expect(retryDelay(1, Infinity, 30_000, 0, most)).toBe(0x7fffffff);
  expect(retryDelay(5000, 1, Infinity, 0, least)).toBe(1);
});

test.each<[SseError, boolean]>([
  ...[500, 502, 503, 599, 429, 408].map((status): [SseError, boolean] => [new SseHttpError(status, "/"), true]),
  ...[201, 206, 304, 400, 401, 403, 404, 410].map((s): [SseError, boolean] => [new SseHttpError(s, "/"), false]),
  [new SseNetworkError("/"), true],
  [new SseTimeoutError("/", "idle", 1), true],
  [new SseContentTypeError("/", "text/html"), false],
  [new SseLimitError(1), false],
])("%s: retried is %s", (error, retried) => {
  expect(canRetry(error)).toBe(retried);
});

test("what a page calls temporary is tried again: statuses, content types, redirects", () => {
  const retryOn = [404, "text/html", "redirect"];
  expect(canRetry(new SseHttpError(404, "/"), retryOn)).toBe(true);
  expect(canRetry(new SseHttpError(403, "/"), retryOn)).toBe(false);
  expect(canRetry(new SseHttpError(403, "/", 0, true), retryOn)).toBe(true);
  expect(canRetry(new SseContentTypeError("/", "text/html"), retryOn)).toBe(true);
  expect(canRetry(new SseContentTypeError("/", "text/plain"), retryOn)).toBe(false);
  expect(canRetry(new SseContentTypeError("/", "text/plain", true), retryOn)).toBe(true);
});

test("Retry-After is read as seconds and as an HTTP date; anything else says nothing", () => {
  expect(parseRetryAfter("120")).toBe(120_000);
  expect(parseRetryAfter("0")).toBe(0);
  const ms = parseRetryAfter(new Date(Date.now() + 90_000).toUTCString());
  expect(ms).toBeGreaterThan(80_000);
  expect(ms).toBeLessThanOrEqual(90_000);
  for (const value of [null, "", "soon", "-5", "1.5.5", new Date(0).toUTCString()]) {
    expect(parseRetryAfter(value)).toBe(0);
  }
});

test("a Retry-After date is read by the clock of the server that sent it", () => {
  const date = "Wed, 21 Oct 2015 07:28:00 GMT";
  expect(parseRetryAfter("Wed, 21 Oct 2015 07:28:30 GMT", date)).toBe(30_000);
  expect(parseRetryAfter("Wed, 21 Oct 2015 07:27:00 GMT", date)).toBe(0);
  expect(parseRetryAfter(new Date(Date.now() + 90_000).toUTCString(), "no date")).toBeGreaterThan(80_000);
});

test("a server may ask for an hour at most", () => {
  expect(parseRetryAfter("999999999")).toBe(SERVER_MAX);
  expect(parseRetryAfter(new Date(Date.now() + 1e12).toUTCString())).toBe(SERVER_MAX);
  expect(serverMinimum(1e15, {})).toBe(SERVER_MAX);
});

test("a server's `retry:` stays within the page's bounds", () => {
  expect(serverMinimum(5000, {})).toBe(5000);
  expect(serverMinimum(0, { min: 300 })).toBe(300);
  expect(serverMinimum(60_000, { max: 10_000 })).toBe(10_000);
  expect(serverMinimum(60_000, { min: 2000, max: 10_000 })).toBe(10_000);
});
