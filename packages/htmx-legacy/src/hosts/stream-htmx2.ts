/** Streamed responses beside htmx 2, which asks by XMLHttpRequest: what has arrived is read while the request goes on. */
import type { DomContext } from "@sse/dom";
import { documentOf, listen, query, unlisten } from "@sse/dom/native";
import type { Listen } from "./host.ts";
import { isEventStream, streamResponse } from "./streamed-response.ts";

/** The `detail` of `htmx:beforeSend`. */
interface RequestInfo {
  readonly xhr: XMLHttpRequest;
  readonly target: Element;
  readonly requestConfig: { readonly elt: Element };
  /** What `htmx.ajax` was given takes the place of attributes. */
  readonly etc: { readonly swapOverride?: string; readonly selectOOB?: string };
  readonly select: string | null;
}

/** Watches every request of htmx 2 for a response that is a stream. */
export function streamBesideHtmx2(listen: Listen, context: DomContext): void {
  listen(["htmx:beforeSend"], (event) => {
    const info = (event as CustomEvent<RequestInfo>).detail;
    const { xhr } = info;
    const look = (): void => {
      if (xhr.readyState < XMLHttpRequest.HEADERS_RECEIVED) return;
      xhr.removeEventListener("readystatechange", look);
      if (isEventStream(xhr.status, xhr.getResponseHeader("Content-Type"))) begin(info, context);
    };
    xhr.addEventListener("readystatechange", look);
  });
}

function begin(info: RequestInfo, context: DomContext): void {
  const { xhr, target: asked, etc, select } = info;
  const { elt } = info.requestConfig;
  const header = (name: string): string | undefined => xhr.getResponseHeader(name) ?? undefined;
  const retarget = header("HX-Retarget");
  const target = (retarget && query(documentOf(elt), retarget)) || asked;
  // A stream takes as long as it takes.
  xhr.timeout = 0;
  leaveSwapToUs(asked, xhr);
  const streamed = {
    element: elt,
    target,
    swap: header("HX-Reswap") ?? etc.swapOverride,
    select: header("HX-Reselect") ?? select ?? undefined,
    selectOob: etc.selectOOB,
    abort: () => xhr.abort(),
  };
  void streamResponse(bodyOf(xhr), streamed, context);
}

/** htmx swaps the whole text of a response at its end: it stands in the page by then, and the request was successful. */
function leaveSwapToUs(target: Element, xhr: XMLHttpRequest): void {
  const names = ["htmx:beforeSwap", "htmx:before-swap"];
  const stop = (event: Event): void => {
    const { detail } = event as CustomEvent<RequestInfo & { shouldSwap: boolean }>;
    // Of another request into the same target.
    if (detail.xhr !== xhr) return;
    // htmx says of what is cancelled neither that it succeeded nor that it failed.
    detail.shouldSwap = false;
    event.stopImmediatePropagation();
  };
  for (const name of names) listen(target, name, stop, true);
  xhr.addEventListener("loadend", () => names.forEach((name) => unlisten(target, name, stop, true)));
}

/** What arrives, as a stream of bytes. */
function bodyOf(xhr: XMLHttpRequest): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let taken = 0;
  let cancelled = false;
  return new ReadableStream({
    start(controller) {
      const take = (): void => {
        const text = xhr.responseText;
        if (text.length > taken && !cancelled) controller.enqueue(encoder.encode(text.slice(taken)));
        taken = text.length;
      };
      xhr.addEventListener("progress", take);
      // Ended, broken, aborted: what has come is read, and nothing more.
      xhr.addEventListener("loadend", () => {
        if (xhr.status) take();
        if (!cancelled) controller.close();
      });
    },
    cancel() {
      cancelled = true;
    },
  });
}
