/** Streamed responses beside htmx 4, which lets others take over the body of a response. */
import type { DomContext } from "@sse/dom";
import { documentOf, query } from "@sse/dom/native";
import type { Listen } from "./host.ts";
import { isEventStream, streamResponse } from "./streamed-response.ts";

/** What we use of the context of a request, as `htmx:before:response` has it. */
interface RequestContext {
  readonly sourceElement: Element;
  readonly target: Element;
  readonly swap: string;
  readonly select?: string;
  readonly selectOOB?: string;
  readonly request: { readonly signal: AbortSignal; abort(): void };
  readonly response: { readonly raw: Response };
  readonly hx: { readonly retarget?: string; readonly reswap?: string; readonly reselect?: string };
  readonly requestTimeout?: number;
  /** The request is over when this is. */
  extensionPromise?: Promise<void>;
}

/** Takes over every response of htmx 4 that is a stream, unless an extension has done so. */
export function streamBesideHtmx4(listen: Listen, context: DomContext): void {
  listen(["htmx:before:response"], (event) => {
    const { ctx } = (event as CustomEvent<{ ctx: RequestContext }>).detail;
    const { body, status, headers } = ctx.response.raw;
    if (ctx.extensionPromise || event.defaultPrevented || !body) return;
    if (!isEventStream(status, headers.get("Content-Type"))) return;
    event.preventDefault();
    // A stream takes as long as it takes.
    clearTimeout(ctx.requestTimeout);
    const { sourceElement: element, request, hx } = ctx;
    const target = (hx.retarget && query(documentOf(element), hx.retarget)) || ctx.target;
    const streamed = {
      element,
      target,
      swap: hx.reswap ?? ctx.swap,
      select: hx.reselect ?? ctx.select,
      selectOob: ctx.selectOOB,
      abort: () => request.abort(),
    };
    ctx.extensionPromise = streamResponse(body, streamed, context, request.signal);
  });
}
