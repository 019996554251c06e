/** What an element has to say about the request of an attempt: its values are read anew, and the page may change it, or hold it up. */
import type { AttemptReason, AttemptRequest, Connection, Prepare, Verdict } from "@sse/core";
import { type DomContext, fire, judgeUrl } from "@sse/dom";
import { isConnected } from "@sse/dom/native";
import { agree, type Asked, askedBy, encodeInPlace, remember } from "./shared-request.ts";
import { hasComputedValues } from "./source-request.ts";

/** The `detail` of `htmx:sseConfigConnect`. What a listener writes into `url` and `headers` is sent. */
export interface ConfigConnectDetail {
  readonly elt: Element;
  url: string;
  headers: Record<string, string>;
  readonly reason: AttemptReason;
  /** Holds the attempt up until the promise settles; one that rejects is a failed attempt. */
  waitUntil(promise: PromiseLike<unknown>): void;
}

/** The source whose attempts are prepared. */
export interface Attempting {
  readonly element: Element;
  readonly isOpen: boolean;
  readonly connection: Connection | undefined;
  /** The absolute URL that is asked for. */
  address(): string;
  close(type: "script" | "nodeMissing"): void;
  /** Goes on with a stream of its own: what it asks for is not what the others ask for. */
  leave(): void;
}

export interface Preparation {
  readonly prepare: Prepare;
  /** What was read for the first attempt counts until the task is over; then it is read again. */
  expire(): void;
}

/** Prepares the attempts of `source`, whose first one asks for what was read when it was opened. */
export function createPreparation(source: Attempting, first: Asked, context: DomContext): Preparation {
  const { element } = source;
  let read: Asked | undefined = first;

  /** Takes over what the listeners have written. */
  function take(request: AttemptRequest): Verdict {
    const verdict = judgeUrl(String(request.url), context.config.origins);
    if ("refused" in verdict) throw new Error(verdict.refused);
    request.url = verdict.href;
    encodeInPlace(request.headers);
    return hasComputedValues(element) ? "fresh" : undefined;
  }

  return {
    expire: () => queueMicrotask(() => (read = undefined)),
    prepare(request, reason) {
      const asked = read ?? askedBy(element, source.address(), context);
      if (!agree(request, asked)) {
        source.leave();
        return "cancel";
      }
      if (source.connection) remember(source.connection, asked);
      const waits: PromiseLike<unknown>[] = [];
      // All who share the attempt change the same request, also later on.
      const detail: ConfigConnectDetail = {
        elt: element,
        get url() {
          return request.url;
        },
        set url(url) {
          request.url = url;
        },
        get headers() {
          return request.headers;
        },
        set headers(headers) {
          request.headers = headers;
        },
        reason,
        waitUntil: (promise) => void waits.push(promise),
      };
      if (!fire(element, "htmx:sseConfigConnect", detail, true)) source.close("script");
      // Who listens may have taken the element away: nothing is asked for any more.
      if (!isConnected(element)) source.close("nodeMissing");
      if (!source.isOpen) {
        // Nobody waits for them any more: one that rejects is no failure of anybody's.
        void Promise.allSettled(waits);
        return "cancel";
      }
      return waits.length ? Promise.all(waits).then(() => take(request)) : take(request);
    },
  };
}
