/** The way to the server and back: fetch, time limit, abort, and what the page shows meanwhile. */
import { textOfThrown } from "@sse/core";
import { parentOf } from "../attributes.ts";
import { fire } from "../events.ts";
import { listen, unlisten } from "../native/event-target.ts";
import { isConnected } from "../native/node.ts";
import { markBusy } from "./busy.ts";
import { aborted } from "./line.ts";
import { encodeHeaders } from "./request-config.ts";
import { answer } from "./response.ts";
import { isEventStream, streamInto } from "./stream.ts";
import type { Exchange, RequestConfig } from "./types.ts";
import { demandUrl } from "./url.ts";

/** The elements whose answers are streams at the moment, with what ends each. */
const streaming = new WeakMap<Element, () => void>();

/** Ends the answer of an element that left the document, if that is a stream. Any other answer is still delivered. */
export function abortStream(element: Element): void {
  streaming.get(element)?.();
}

/** Asks `href` and does what the answer says. Calls `done` when the answer is handled, resolves when it has settled. */
export async function send(
  exchange: Exchange,
  href: string,
  body: BodyInit | null,
  controller: AbortController,
  done: () => void,
): Promise<void> {
  const { info, context } = exchange;
  const { elt, requestConfig } = info;
  const { timeout } = requestConfig;
  const { signal } = controller;
  const around = ancestorsOf(elt);
  const free = markBusy(elt, context);
  const abort = (): void => controller.abort(aborted);
  const timer = timeout > 0 ? setTimeout(() => controller.abort("timeout"), timeout) : undefined;
  listen(elt, "htmx:abort", abort);

  let settled: Promise<void> | undefined;
  let phase = "sendError";
  let failure: string | undefined;
  let error: unknown;
  try {
    fire(elt, "htmx:beforeSend", info);
    const response = await open(requestConfig, href, body, signal, context.config.origins);
    const streams = isEventStream(response);
    const text = streams ? "" : await response.text();
    clearTimeout(timer);
    if (streams && !isConnected(elt)) abort();
    signal.throwIfAborted();
    if (!streams) phase = "onLoadError";
    const deliver = answer(response, text, exchange);
    if (deliver && streams) {
      streaming.set(elt, abort);
      await streamInto(response, exchange, deliver, signal, abort);
    } else if (deliver) settled = new Promise((resolve, reject) => deliver(text, resolve)?.then(undefined, reject));
  } catch (thrown) {
    error = thrown;
    failure = signal.aborted ? signal.reason : phase;
    // Of a stream that is given up, Firefox may go on loading what nobody reads.
    abort();
    info.successful = !(info.failed = true);
  }
  clearTimeout(timer);
  unlisten(elt, "htmx:abort", abort);
  if (streaming.get(elt) === abort) streaming.delete(elt);
  // A page about to be left stays busy until it is gone; one that the back button shows again is not.
  if (info.keepIndicators) addEventListener("pageshow", free, { once: true });
  else free();

  // What an element that is gone by now has to tell is heard by its own listeners, and where it stood.
  const tell = (type: string, detail: object): void => {
    fire(elt, type, detail);
    if (!isConnected(elt)) fire(around.find(isConnected) ?? document, type, detail);
  };
  tell("htmx:afterRequest", info);
  if (failure) {
    tell(`htmx:${failure}`, { ...info, error });
    if (failure !== aborted) context.report(elt, failure, textOfThrown(error));
  }
  done();
  try {
    await settled;
  } finally {
    exchange.sent.end();
  }
}

function ancestorsOf(element: Element): Element[] {
  const around: Element[] = [];
  for (let at = parentOf(element); at; at = parentOf(at)) around.push(at);
  return around;
}

/** Fetches, and makes sure that the answer comes from where the page may read. */
async function open(
  { verb, headers, withCredentials }: RequestConfig,
  href: string,
  body: BodyInit | null,
  signal: AbortSignal,
  origins: readonly string[],
): Promise<Response> {
  const isOwn = new URL(href).origin === self.origin;
  const response = await fetch(href, {
    method: verb.toUpperCase(),
    headers: encodeHeaders(headers),
    body,
    signal,
    credentials: withCredentials ? "include" : "same-origin",
    // A browser goes to another origin before a script is told: what the page's own origin redirects stays there, and where
    // a listed one redirects to is not asked.
    ...(isOwn ? { mode: "same-origin" } : { redirect: "manual" }),
  });
  if (response.type === "opaqueredirect") throw new Error(`${href} redirects: name the address it redirects to`);
  demandUrl(response.url, origins);
  return response;
}
