/** The request of one attempt: what is given as a function is called anew for each, so that a token is never an old one. */
import { SseOriginError, SseRequestError } from "./errors.ts";

/** Why an attempt is made. `first`: of this connection; `retry`: after a failure without a status; `wake`: the page, or the network, is back. */
export type AttemptReason = "first" | "retry" | "reconnect" | "wake" | `status ${number}`;

/** A value, or a function that gives it for each attempt. `signal` aborts when the attempt is given up. */
export type PerAttempt<T> = T | ((reason: AttemptReason, signal: AbortSignal) => T | PromiseLike<T>);

/** What one attempt sends; the position is added later. */
export interface AttemptRequest {
  /** Absolute, without a fragment. */
  url: string;
  headers: Record<string, string>;
  body?: string | undefined;
}

/**
 * What a lease has to say about an attempt. `cancel`: it wants none; when no lease wants it, the connection is closed.
 * `fresh`: the next request may be another, so that a refusal (401) is worth a second try.
 */
export type Verdict = "cancel" | "fresh" | void;

/** Changes the request of an attempt before it is sent, or waits. */
export type Prepare = (
  request: AttemptRequest,
  reason: AttemptReason,
  signal: AbortSignal,
) => Verdict | PromiseLike<Verdict>;

/** What requests are made of. */
export interface RequestParts {
  readonly url: PerAttempt<string | URL>;
  readonly headers?: PerAttempt<Readonly<Record<string, string>>> | undefined;
  readonly body?: PerAttempt<string> | undefined;
  readonly method?: string | undefined;
  readonly allowOrigins?: readonly string[] | undefined;
}

/** A request that is ready, or what is known about it. */
export interface Prepared extends AttemptRequest {
  /** Whether another attempt may send something else: a refusal (401) is then worth a second try. */
  readonly isFresh: boolean;
}

const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  typeof (value as Partial<PromiseLike<unknown>> | null | undefined)?.then === "function";

/** Calls with each; where one throws, what the others promised is nobody's any more, and no rejection goes unhandled. */
function calledWith<I, T>(items: readonly I[], call: (item: I) => T): T[] {
  const values: T[] = [];
  try {
    for (const item of items) values.push(call(item));
  } catch (error) {
    for (const value of values) if (isPromise(value)) value.then(undefined, () => {});
    throw error;
  }
  return values;
}

/** Goes on with all of these values: at once where none is a promise, so that a plain attempt is sent at once, too. */
function withAll<T, R>(
  values: readonly (T | PromiseLike<T>)[],
  proceed: (values: readonly T[]) => R,
): R | Promise<Awaited<R>> {
  if (!values.some(isPromise)) return proceed(values as readonly T[]);
  return Promise.all(values).then(proceed) as Promise<Awaited<R>>;
}

/**
 * Makes the request of an attempt. Gives `undefined` where every one of `prepares` refuses it. Rejects, and never
 * throws, with an `SseRequestError` for what a function threw or gave that no request can be made of, and with an
 * `SseOriginError` for another origin.
 */
export function prepareRequest(
  parts: RequestParts,
  prepares: readonly Prepare[],
  reason: AttemptReason,
  signal: AbortSignal,
): Prepared | undefined | Promise<Prepared | undefined> {
  const given = [parts.url, parts.headers, parts.body];
  const call = (part: (typeof given)[number]) => (typeof part === "function" ? part(reason, signal) : part);
  const failed = (cause: unknown): never => {
    throw cause instanceof SseOriginError ? cause : new SseRequestError(cause);
  };
  let isFresh = given.some((part) => typeof part === "function");

  const assemble = ([url, headers, body]: readonly unknown[]) => {
    const request: AttemptRequest = { url: `${url}`, headers: { ...(headers as Record<string, string>) } };
    if (body !== undefined) request.body = body as string;
    const before = JSON.stringify(request);
    const waits = calledWith(prepares, (prepare) => prepare(request, reason, signal));
    isFresh ||= waits.some(isPromise);
    return withAll(waits, (verdicts) => {
      if (verdicts.length && verdicts.every((verdict) => verdict === "cancel")) return undefined;
      isFresh ||= verdicts.includes("fresh") || JSON.stringify(request) !== before;
      return { ...checked(request, parts), isFresh };
    });
  };
  try {
    const made = withAll(calledWith(given, call), assemble);
    return isPromise(made) ? Promise.resolve(made).catch(failed) : (made as Prepared | undefined);
  } catch (cause) {
    return Promise.resolve().then(() => failed(cause));
  }
}

/** The request as it is sent. Throws where none can be made. */
function checked({ url, headers, body }: AttemptRequest, { method, allowOrigins }: RequestParts): AttemptRequest {
  const [address = ""] = new Request(url, { headers, ...(method && { method }) }).url.split("#");
  const { origin, protocol } = new URL(address);
  if (!/^https?:$/.test(protocol)) throw new TypeError(`Not http: ${address}`);
  if (allowOrigins?.includes(origin) === false) throw new SseOriginError(origin);
  return { url: address, headers, body };
}
