/** When to try again: exponential backoff with full jitter between two bounds. Pure, so that it can be simulated. */
import type { SseError, SseHttpError } from "./errors.ts";

/** What `setTimeout` can hold; anything above would fire at once. */
const LONGEST = 0x7fffffff;

/** A delay that grows from less than this would hammer the server: a server may say `retry: 0`. */
const STEP = 100;

/** The bounds of the delay where nobody says otherwise, in ms. */
export const RETRY_MIN = 1000;
export const RETRY_MAX = 30_000;

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
  return Math.min(LONGEST, Math.round(Math.max(min, retryAfter) + random() * (bound - min)));
}

/** Whether the cause may pass by itself: 5xx, 429, 408, the network, a silence. */
export function canRetry(error: SseError): boolean {
  const { status } = error as Partial<SseHttpError>;
  return /^(5..|429|408|network|timeout)$/.test(`${status ?? error.code}`);
}

/** `Retry-After` (RFC 9110, seconds or an HTTP date) in ms from now; 0 where it says nothing, or a time gone by. */
export function parseRetryAfter(value: string | null): number {
  return Math.max(0, Number(value) * 1000 || Date.parse(`${value}`) - Date.now()) || 0;
}
