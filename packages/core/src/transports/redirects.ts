/** Redirects that cannot be followed, such as those to a login page of another origin, told from a server that is away. */
import { SseRedirectError } from "../errors.ts";

/** Makes a request; `fetch`, or what a page gives instead of it. */
export type FetchLike = (url: string, init: RequestInit) => Promise<Response>;

/** Failures in a row after which redirects are looked at. */
const SUSPICIOUS = 2;

function isRedirect({ type, status, headers }: Response): boolean {
  return type === "opaqueredirect" || (status >= 300 && status < 400 && headers.has("Location"));
}

/**
 * A request that a browser refuses to follow fails like one to a server that is away. So after two failures in a row
 * the request is made without following redirects first; only when it is redirected, it is made again and followed.
 *
 * @returns the response; rejects with an `SseRedirectError` where only the redirect got through
 */
export async function fetchFollowing(
  send: FetchLike,
  url: string,
  init: RequestInit,
  failures: number,
): Promise<Response> {
  if (init.redirect === "manual") {
    const response = await send(url, init);
    if (isRedirect(response)) throw new SseRedirectError(url);
    return response;
  }
  if (failures < SUSPICIOUS) return send(url, init);
  const response = await send(url, { ...init, redirect: "manual" });
  if (!isRedirect(response)) return response;
  try {
    return await send(url, init);
  } catch (cause) {
    // What else is thrown, such as an abort, says nothing of the network.
    throw cause instanceof TypeError ? new SseRedirectError(url, cause) : cause;
  }
}
