/** Streamed responses beside htmx 2, which asks by XMLHttpRequest: what has arrived is read while the request goes on. */
import { type DomContext, findTarget } from "@sse/dom";
import { bodyOf, listen, unlisten } from "@sse/dom/native";
import type { Listen } from "./host.ts";
import type { Htmx } from "./htmx.ts";
import { fireTwice } from "./kebab.ts";
import { showUrl } from "./streamed-headers.ts";
import { isStreamed, streamResponse } from "./streamed-response.ts";

/** The `detail` of `htmx:beforeSend`. */
interface RequestInfo {
  readonly xhr: XMLHttpRequest;
  readonly target: Element;
  readonly requestConfig: { readonly elt: Element; readonly path: string };
  /** What `htmx.ajax` was given takes the place of attributes. */
  readonly etc: {
    readonly swapOverride?: string;
    readonly selectOOB?: string;
    readonly push?: string;
    readonly replace?: string;
  };
  readonly select: string | null;
}

/** Watches every request of htmx 2 for a response that is a stream. */
export function streamBesideHtmx2(listen: Listen, context: DomContext, config: Htmx["config"]): void {
  listen(["htmx:beforeSend"], (event) => {
    const info = (event as CustomEvent<RequestInfo | null>).detail;
    const xhr = info?.xhr;
    if (!xhr) return;
    const look = (): void => {
      if (xhr.readyState < XMLHttpRequest.HEADERS_RECEIVED) return;
      xhr.removeEventListener("readystatechange", look);
      if (isStreamed(xhr.status, (name) => xhr.getResponseHeader(name))) begin(info, context, config);
    };
    xhr.addEventListener("readystatechange", look);
  });
}

function begin(info: RequestInfo, context: DomContext, config: Htmx["config"]): void {
  const { xhr, target: asked, etc, select } = info;
  const { elt, path } = info.requestConfig;
  const header = (name: string): string | null => xhr.getResponseHeader(name);
  const retarget = header("HX-Retarget");
  const target = (retarget && findTarget(elt, retarget, elt, context)) || asked;
  // A stream takes as long as it takes.
  xhr.timeout = 0;
  leaveResponseToUs(elt, xhr);
  const streamed = {
    element: elt,
    target,
    swap: header("HX-Reswap") ?? etc.swapOverride,
    select: header("HX-Reselect") ?? select ?? undefined,
    selectOob: etc.selectOOB,
    head: {
      header,
      path,
      url: xhr.responseURL,
      push: etc.push,
      replace: etc.replace,
      raise: (element: Element, name: string, detail: object) => context.raise?.(element, name, detail, element),
      show: showBesideHtmx2.bind(null, config),
    },
    abort: () => xhr.abort(),
  };
  void streamResponse(bytesOf(xhr), streamed, context);
}

/** htmx would do at the end what is done by then. To the page the request was successful. */
function leaveResponseToUs(elt: Element, xhr: XMLHttpRequest): void {
  const done = (event: Event): void => {
    const { detail } = event as CustomEvent<RequestInfo>;
    // Of another request of the same element.
    if (detail.xhr !== xhr) return;
    event.preventDefault();
    Object.assign(detail, { successful: true, failed: false });
  };
  listen(elt, "htmx:beforeOnLoad", done, true);
  xhr.addEventListener("loadend", () => unlisten(elt, "htmx:beforeOnLoad", done, true));
}

function showBesideHtmx2(config: Htmx["config"], kind: "push" | "replace", url: string): void {
  if (config["historyEnabled"]) showUrl(kind, url);
  try {
    // Private to htmx 2: whose snapshot it takes when the page is left.
    sessionStorage.setItem("htmx-current-path-for-history", url);
  } catch {
    // Where storage is denied, it takes none.
  }
  fireTwice(bodyOf(document), kind === "push" ? "htmx:pushedIntoHistory" : "htmx:replacedInHistory", { path: url });
}

/** What arrives, as a stream of bytes. */
function bytesOf(xhr: XMLHttpRequest): ReadableStream<Uint8Array> {
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
