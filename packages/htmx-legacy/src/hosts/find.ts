/** Looks who is on the page. */
import { bodyOf, globalOf } from "@sse/dom/native";
import { triggerEvents } from "../dialects/trigger-events.ts";
import type { Host } from "./host.ts";
import type { Htmx, Say } from "./htmx.ts";
import { htmx2Host, type Htmx2 } from "./htmx2.ts";
import { htmx4Host, type Htmx4 } from "./htmx4.ts";

/** Says how to host a page that has no htmx; a bundle made for pages with htmx has nothing to say. */
export type Standalone = () => Host;

/** The htmx of this page, if there is one; an element with that id is none. */
export function htmxOf(): Htmx | undefined {
  const htmx = globalOf("htmx") as Htmx | undefined;
  return typeof htmx?.version === "string" ? htmx : undefined;
}

/** Private to htmx 2: what it has left on a page that it has looked at. As a module, it puts itself on no window. */
export const hasHtmxModule = (document: Document): boolean => "htmx-internal-data" in (bodyOf(document) ?? {});

/** For a page whose triggers and requests are those of an htmx that cannot be reached. */
const withoutRequests = (host: Host): Host => ({ ...host, dialects: [triggerEvents] });

/**
 * The host of this page. `undefined` means to step aside: htmx 1 has `hx-sse` of its own, and a bundle for pages with
 * htmx can do nothing without it. `say` tells the console why.
 */
export function findHost(page: Window, standalone: Standalone | undefined, say: Say): Host | undefined {
  const htmx = htmxOf();
  if (!htmx && hasHtmxModule(page.document)) {
    say("htmx-missing", "htmx is a module here: write window.htmx = htmx where it is imported");
    return standalone && withoutRequests(standalone());
  }
  if (!htmx) {
    if (!standalone) say("htmx-missing", "no htmx: load sse.min.js, or write window.htmx = htmx");
    return standalone?.();
  }
  if (htmx.version.startsWith("1.")) {
    say("htmx-1", `htmx ${htmx.version} has its own hx-sse: load htmx 2 or 4`);
    return undefined;
  }
  const engine = standalone?.();
  return htmx.version.startsWith("4")
    ? htmx4Host(htmx as Htmx4, page.document, engine, say)
    : htmx2Host(htmx as Htmx2, engine);
}
