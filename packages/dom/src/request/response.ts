/** What a response asks for: events, another page, another target. */
import type { DomContext } from "../context.ts";
import { fire } from "../events.ts";
import { bodyOf } from "../native/document.ts";
import { queryAll } from "../native/query.ts";
import { firstAlive, isDead } from "../swap/dead.ts";
import { announce } from "./announce.ts";
import { findTarget } from "./attribute-targets.ts";
import { createDeliver } from "./deliver.ts";
import type { Ask, Deliver, Exchange } from "./types.ts";
import { demandUrl } from "./url.ts";

/**
 * Does what the headers say and gives what swaps the body; `undefined` where there is nothing more to do. Throws where a
 * header cannot be followed.
 */
export function answer({ status, url, headers }: Response, text: string, exchange: Exchange): Deliver | undefined {
  const { info, context, follow } = exchange;
  const { elt } = info;
  const header = (name: string): string | null => headers.get(`hx-${name}`);
  info.xhr = { status, responseURL: url, responseText: text, getResponseHeader: (name) => headers.get(name) };
  // Whoever disabled the element meanwhile has its response do nothing.
  if (isDead(elt, context)) return undefined;

  announce(header("trigger"), elt, context);
  const next = header("location");
  if (next) {
    void follow(readLocation(next, context));
    return undefined;
  }
  const redirect = header("redirect");
  if (redirect || header("refresh") === "true") {
    info.keepIndicators = true;
    // A page may be left for any origin, but not for a script.
    if (redirect) location.href = demandUrl(redirect, { includes: () => true });
    else location.reload();
    return undefined;
  }
  const selector = header("retarget");
  const aim = selector ? () => findTarget(elt, selector, elt, context) : exchange.aim;
  const target = selector ? aim() : info.target;
  if (!target) {
    fire(elt, "htmx:targetError", { elt, target: selector });
    throw new Error(`HX-Retarget: no ${selector}`);
  }
  info.target = target;
  return createDeliver(exchange, status, header, aim);
}

/** `HX-Location`: a path, or a JSON object with the path and what goes with it. */
function readLocation(text: string, context: DomContext): Ask {
  const { source, ...more } = (text.startsWith("{") ? JSON.parse(text) : { path: text }) as Ask & { source?: string };
  const elt = (source && firstAlive(queryAll(document, source), context)) || bodyOf(document);
  return { push: "true", ...more, elt, triggeringEvent: null, verb: "get" };
}
