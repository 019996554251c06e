/** What an element has to say about the request of an attempt: its values are read anew, and the page may change it, or hold it up. */
import type { AttemptReason, AttemptRequest, Prepare, Verdict } from "@sse/core";
import { type DomContext, encodeHeaders, fire, judgeUrl } from "@sse/dom";
import { hasComputedValues, requestOf } from "./source-request.ts";

/** The `detail` of `htmx:sseConfigConnect`. What a listener writes into `url` and `headers` is sent. */
export interface ConfigConnectDetail {
  readonly elt: Element;
  url: string;
  headers: Record<string, string>;
  readonly reason: AttemptReason;
  /** Holds the attempt up until the promise settles; one that rejects is a failed attempt. */
  waitUntil(promise: PromiseLike<unknown>): void;
}

export interface Preparation {
  readonly prepare: Prepare;
  /** The values of the first attempt were just read: until `expire`, they are not read again. */
  expire(): void;
}

/**
 * @param address gives the absolute URL that is asked for
 * @param cancelled a listener has cancelled the event
 */
export function createPreparation(
  element: Element,
  address: () => string,
  context: DomContext,
  cancelled: () => void,
): Preparation {
  let isRead = true;

  function readAnew(request: AttemptRequest): void {
    const [url, headers] = requestOf(element, address(), context);
    request.url = url.href;
    request.headers = headers;
  }

  /** Takes over what the listeners have written. */
  function take(request: AttemptRequest, { url, headers }: ConfigConnectDetail): Verdict {
    const verdict = judgeUrl(String(url), context.config.origins);
    if ("refused" in verdict) throw new Error(verdict.refused);
    request.url = verdict.href;
    request.headers = encodeHeaders(headers);
    return hasComputedValues(element) ? "fresh" : undefined;
  }

  return {
    expire() {
      isRead = false;
    },
    prepare(request, reason) {
      if (!isRead) readAnew(request);
      const waits: PromiseLike<unknown>[] = [];
      const detail: ConfigConnectDetail = {
        elt: element,
        url: request.url,
        headers: request.headers,
        reason,
        waitUntil: (promise) => void waits.push(promise),
      };
      if (!fire(element, "htmx:sseConfigConnect", detail, true)) {
        cancelled();
        return "cancel";
      }
      return waits.length ? Promise.all(waits).then(() => take(request, detail)) : take(request, detail);
    },
  };
}
