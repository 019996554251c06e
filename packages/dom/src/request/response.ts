/** What a response asks for before it is swapped: events, another page, another URL, another target. */
import { fire } from "../events.ts";
import { announce } from "./announce.ts";
import { findTarget } from "./attribute-targets.ts";
import { createDeliver } from "./deliver.ts";
import type { Ask, Deliver, Exchange, ReadHeader } from "./types.ts";

/**
 * Does what the headers say and gives what swaps the body; `undefined` where there is nothing more to do. Throws where a
 * header cannot be followed.
 */
export function answer(response: Response, text: string, exchange: Exchange): Deliver | undefined {
  const { ask, info, follow, aim } = exchange;
  const { element } = ask;
  const { status, statusText, url, headers } = response;
  const header: ReadHeader = (name) => headers.get(`HX-${name}`) ?? undefined;
  info.xhr = {
    status,
    statusText,
    responseURL: url,
    response: text,
    responseText: text,
    getResponseHeader: (name) => headers.get(name),
  };
  info.pathInfo.responsePath = url.slice(new URL(url).origin.length);

  announce(ask, header("Trigger"));
  const location = header("Location");
  if (location) {
    void follow(read(location, ask));
    return undefined;
  }
  if (leave(header("Redirect"), header("Refresh"))) {
    info.keepIndicators = true;
    return undefined;
  }
  const retarget = header("Retarget");
  const find = retarget ? () => findTarget(element, retarget) : aim;
  const target = retarget ? find() : info.target;
  if (!target) {
    fire(element, "htmx:targetError", { elt: element, target: retarget });
    throw new Error(`HX-Retarget: no ${retarget}`);
  }
  info.target = target;
  return createDeliver(exchange, header, find);
}

/** Goes to another page, or loads this one anew; whether it does. */
function leave(redirect: string | undefined, refresh: string | undefined): boolean {
  if (redirect) {
    const { protocol, href } = new URL(redirect, document.baseURI);
    if (!/^https?:$/.test(protocol)) throw new Error(`HX-Redirect: ${protocol} is not http(s)`);
    location.href = href;
  } else if (refresh === "true") location.reload();
  else return false;
  return true;
}

/** `HX-Location`: a path, or a JSON object with the path and what goes with it. */
function read(text: string, { context }: Ask): Ask {
  const {
    path,
    source,
    target,
    swap,
    select,
    values,
    headers,
    push = "true",
    replace,
  } = (text.startsWith("{") ? JSON.parse(text) : { path: text }) as Partial<Ask> & { source?: string };
  const element = (source && document.querySelector(source)) || document.body;
  return {
    element,
    event: null,
    context,
    verb: "get",
    path: path ?? "",
    target,
    swap,
    select,
    values,
    headers,
    push,
    replace,
  };
}
