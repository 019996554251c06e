/** Streamed responses beside htmx 4, which lets others take over the body of a response. */
import { type DomContext, findTarget, fire } from "@sse/dom";
import type { Listen } from "./host.ts";
import type { Htmx } from "./htmx.ts";
import { type ResponseHead, showUrl } from "./streamed-headers.ts";
import { isStreamed, streamResponse } from "./streamed-response.ts";

/** What we use of the context of a request, as `htmx:before:response` has it. */
interface RequestContext {
  readonly sourceElement: Element;
  readonly target: Element;
  readonly swap: string;
  readonly select?: string;
  readonly selectOOB?: string;
  readonly push?: string;
  readonly replace?: string;
  readonly request: {
    readonly action: string;
    readonly headers: Record<string, string>;
    readonly signal: AbortSignal;
    abort(): void;
  };
  readonly response: { readonly raw: Response };
  readonly hx: {
    trigger?: string | undefined;
    readonly retarget?: string;
    readonly reswap?: string;
    readonly reselect?: string;
  };
  readonly requestTimeout?: number;
  /** The request is over when this is. */
  extensionPromise?: Promise<void>;
}

/** Takes over every response of htmx 4 that is a stream, unless an extension has done so. */
export function streamBesideHtmx4(listen: Listen, context: DomContext, config: Htmx["config"]): void {
  // As its extension has it: a server may ask what it may send.
  listen(["htmx:config:request"], (event) => {
    const headers = (event as CustomEvent<{ ctx?: RequestContext } | null>).detail?.ctx?.request?.headers;
    if (headers?.["Accept"] === "text/html") headers["Accept"] = "text/html, text/event-stream";
  });
  listen(["htmx:before:response"], (event) => {
    const ctx = (event as CustomEvent<{ ctx?: RequestContext } | null>).detail?.ctx;
    if (!ctx?.response) return;
    const { body, status, headers } = ctx.response.raw;
    if (ctx.extensionPromise || event.defaultPrevented || !body) return;
    const header = (name: string): string | null => headers.get(name);
    if (!isStreamed(status, header)) return;
    event.preventDefault();
    // A stream takes as long as it takes.
    clearTimeout(ctx.requestTimeout);
    const { sourceElement: element, request, hx } = ctx;
    const target = (hx.retarget && findTarget(element, hx.retarget, element, context)) || ctx.target;
    // Raised now, and not at the end once more.
    hx.trigger = undefined;
    const head: ResponseHead = {
      header,
      path: request.action,
      url: ctx.response.raw.url,
      // What htmx has not found is not there, whatever else might be inherited.
      push: ctx.push ?? "",
      replace: ctx.replace ?? "",
      show(kind, path) {
        if (!config["history"]) return;
        showUrl(kind, path);
        fire(document, `htmx:after:history:${kind}`, { path });
      },
    };
    const streamed = {
      element,
      target,
      swap: hx.reswap ?? ctx.swap,
      select: hx.reselect ?? ctx.select,
      selectOob: ctx.selectOOB,
      head,
      abort: () => request.abort(),
      failed: (error: unknown) => void fire(element, "htmx:error", { ctx, error }),
    };
    ctx.extensionPromise = streamResponse(body, streamed, context, request.signal);
  });
}
