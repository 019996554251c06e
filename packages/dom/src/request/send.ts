/** The way to the server and back: fetch, time limit, abort, and what the page shows meanwhile. */
import { parentOf } from "../attributes.ts";
import { fire } from "../events.ts";
import { markBusy } from "./busy.ts";
import { encodeHeaders } from "./request-config.ts";
import { answer } from "./response.ts";
import { isEventStream, streamInto } from "./stream.ts";
import type { Exchange } from "./types.ts";
import { judgeUrl } from "./url.ts";

/** Sends and receives. Resolves when the response has settled; failures are events and reports. */
export async function send(exchange: Exchange): Promise<void> {
  const { ask, info, controller } = exchange;
  const { element, context } = ask;
  const { signal } = controller;
  const { timeout } = info.requestConfig;
  const lineage = [...ancestors(element)];
  const free = markBusy(element, context);
  const abort = (): void => controller.abort();
  const timer = timeout > 0 ? setTimeout(() => controller.abort("timeout"), timeout) : undefined;
  element.addEventListener("htmx:abort", abort);

  let settled: Promise<unknown> | undefined;
  let failure = "";
  let error: unknown;
  let phase = "sendError";
  try {
    fire(element, "htmx:beforeSend", info);
    const response = await open(exchange);
    const streams = isEventStream(response);
    const text = streams ? "" : await response.text();
    clearTimeout(timer);
    if (!element.isConnected) abort();
    signal.throwIfAborted();
    if (!streams) phase = "onLoadError";
    const deliver = answer(response, text, exchange);
    if (deliver && streams) await streamInto(response, exchange, deliver);
    else if (deliver) {
      let settle = (): void => {};
      const landed = new Promise<void>((resolve) => (settle = resolve));
      settled = Promise.all([deliver(text, settle), landed]);
    }
  } catch (thrown) {
    error = thrown;
    failure = signal.reason === "timeout" ? signal.reason : signal.aborted ? "sendAbort" : phase;
    info.failed = true;
    info.successful = false;
  }
  clearTimeout(timer);
  element.removeEventListener("htmx:abort", abort);
  // A page about to be left stays busy until it is gone.
  if (!info.keepIndicators) free();

  // The events of an element that is gone by now are told where it stood.
  const stage = lineage.find((each) => each.isConnected) ?? document;
  fire(stage, "htmx:afterRequest", info);
  if (failure) {
    fire(stage, `htmx:${failure}`, { ...info, error });
    if (failure !== "sendAbort") context.report(element, failure, `${info.pathInfo.finalRequestPath}: ${error}`);
  }
  exchange.done();
  await settled;
}

/** Asks, and makes sure that the answer comes from where the page may read. */
async function open({ href, body, ask, info, controller }: Exchange): Promise<Response> {
  const { origins } = ask.context.config;
  const { verb, headers, withCredentials } = info.requestConfig;
  const response = await fetch(href, {
    method: verb.toUpperCase(),
    headers: encodeHeaders(headers),
    body,
    signal: controller.signal,
    credentials: withCredentials ? "include" : "same-origin",
    // Without other origins to ask, the browser refuses a redirect to one before it is told anything.
    mode: origins.length ? "cors" : "same-origin",
  });
  const verdict = judgeUrl(response.url, origins);
  if ("refused" in verdict) throw new Error(verdict.refused);
  return response;
}

function* ancestors(element: Element): Generator<Element> {
  for (let each: Element | null = element; each; each = parentOf(each)) yield each;
}
