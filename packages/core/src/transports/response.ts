/** Whether a response is a stream. */
import { essenceOf } from "../content-type.ts";
import { SseContentTypeError, SseHttpError, SseOriginError } from "../errors.ts";
import { parseRetryAfter } from "../retry-policy.ts";

/** Throws what is wrong with the response to a request for a stream; 204 is not. Gives where it came from, after redirects. */
export function checkResponse(response: Response, asked: string, allowOrigins: readonly string[] | undefined): string {
  const { status, headers, redirected } = response;
  const url = response.url || asked;
  const { origin } = new URL(url);
  if (allowOrigins?.includes(origin) === false) throw new SseOriginError(origin);
  const retryAfter = parseRetryAfter(headers.get("Retry-After"), headers.get("Date"));
  if (status !== 200 && status !== 204) throw new SseHttpError(status, url, retryAfter, redirected);
  const type = essenceOf(headers.get("Content-Type"));
  if (status === 200 && type !== "text/event-stream") throw new SseContentTypeError(url, type, redirected);
  return url;
}
