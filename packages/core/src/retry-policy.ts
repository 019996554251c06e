/** When to try again: exponential backoff with full jitter between two bounds. Pure, so that it can be simulated. */
import type { SseContentTypeError, SseError, SseHttpError } from "./errors.ts";

/** What `setTimeout` can hold, in ms; anything above would fire at once. */
export const LONGEST = 0x7fffffff;

/** A delay that grows from less than this would hammer the server: a server may say `retry: 0`. */
const STEP = 100;

/** The bounds of the delay where nobody says otherwise, in ms. */
export const RETRY_MIN = 1000;
export const RETRY_MAX = 30_000;

/** The longest that a server may ask to wait, in ms: an hour. What is above is a mistake, and would end the stream. */
export const SERVER_MAX = 3_600_000;

/** The bounds of the delay as a page gives them, in ms. */
export interface RetryBounds {
  readonly min?: number;
  readonly max?: number;
}

/**
 * The delay before the next attempt, in ms: evenly spread between `min` and a bound that doubles with every failure up
 * to `max`. `min` wins over a smaller `max`; `retryAfter` moves the whole window, so that clients that were all told the
 * same time do not come back together.
 *
 * @param failures in a row, at least 1
 * @param random gives a number from 0 to 1, 1 excluded
 */
export function retryDelay(
  failures: number,
  min: number,
  max: number,
  retryAfter: number,
  random = Math.random,
): number {
  const bound = Math.max(min, Math.min(max, Math.max(min, STEP) * 2 ** failures));
  // Where a bound is infinite, it may be no number.
  const spread = random() * (bound - min) || 0;
  return Math.min(LONGEST, Math.round(Math.max(min, retryAfter) + spread));
}

/**
 * What a page says to try again, besides what is tried again anyway: a status, a content type (`text/html`), or
 * `redirect`, for whatever is no stream at the end of a redirect.
 */
export type RetryOn = readonly (number | string)[];

/**
 * Whether the cause may pass by itself: 5xx, 429, 408, the network, a silence, a token that could not be had, or what
 * `retryOn` names.
 */
export function canRetry(error: SseError, retryOn: RetryOn = []): boolean {
  const { status, type, redirected } = error as Partial<SseHttpError & SseContentTypeError>;
  return (
    /^(5..|429|408|network|timeout|request|redirect)$/.test(`${status ?? error.code}`) ||
    retryOn.some((each) => each === status || each === type || (each === "redirect" && redirected))
  );
}

/**
 * The minimum of the delay after the server's `retry:` field said `ms`: not below the page's own minimum, not above its
 * maximum, not above an hour.
 */
export function serverMinimum(ms: number, { min = 0, max = SERVER_MAX }: RetryBounds): number {
  return Math.max(min, Math.min(ms, max, SERVER_MAX));
}

/**
 * `Retry-After` (RFC 9110, seconds or an HTTP date) in ms from now, at most an hour; 0 where it says nothing, or a time
 * gone by. A date is read by the server's clock, which the `Date` header of the response shows; the client's may be off.
 */
export function parseRetryAfter(value: string | null, date: string | null = null): number {
  const now = Date.parse(`${date}`) || Date.now();
  const ms = /^\d+$/.test(`${value}`) ? Number(value) * 1000 : Date.parse(`${value}`) - now;
  return Math.min(SERVER_MAX, Math.max(0, ms || 0));
}
