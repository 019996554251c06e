/** Which requests ask for the same stream. */
import type { PerAttempt } from "./request.ts";
import type { ConnectOptions } from "./types.ts";

const numbers = new WeakMap<object, number>();
let count = 0;

/** Parts that are functions are the same when they are the same function. */
function numberOf(part: unknown): number | undefined {
  if (typeof part !== "function") return undefined;
  if (!numbers.has(part)) numbers.set(part, ++count);
  return numbers.get(part);
}

/** A stream, as its key sees it. */
export interface StreamKey {
  /** The same for two that ask for the same stream. */
  readonly parts: readonly unknown[];
  /** Absolute, without a fragment; the empty string where a function gives it. */
  readonly url: string;
  readonly method: string;
  /** Whether other tabs can know that they ask for the same: they cannot compare functions. */
  readonly isComparable: boolean;
}

/**
 * Two streams are one when the server could not tell them apart, and the sharers agree on how far sharing goes.
 *
 * @param own a number that is no other stream's, for `share: "none"`
 * @throws TypeError for what no request can be made of: it is not to be tried again and again
 */
export function streamKey(address: PerAttempt<string | URL>, options: ConnectOptions, own: number): StreamKey {
  const { headers, body, share, ...rest } = options;
  const functions = [numberOf(address), numberOf(headers), numberOf(body)];
  const request = new Request(typeof address === "function" ? "http://host/" : address, {
    ...rest,
    ...(headers && typeof headers !== "function" && { headers }),
    // A method without a body has no function for it, either.
    ...(body !== undefined && { body: typeof body === "function" ? "" : body }),
  });
  const [url = ""] = request.url.split("#");
  if (!/^https?:/.test(url)) throw new TypeError(`Not http: ${url}`);
  const { method, credentials } = request;
  const sharers = share === "none" ? own : share;
  return {
    parts: [url, method, credentials, [...request.headers], body, sharers, functions],
    url: typeof address === "function" ? "" : url,
    method,
    isComparable: functions.every((part) => part === undefined),
  };
}
