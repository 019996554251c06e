/** `htmx.createEventSource`, which makes the streams of a page that sets it. */
import { baseOf } from "@sse/dom/native";
import type { Host } from "./host.ts";

/** What `htmx` has of it. */
export interface StreamMaker {
  createEventSource?: (url: string, init?: EventSourceInit) => EventSource;
}

/** Looked up for every stream: a page may set it late. */
export function streamFactory(htmx: StreamMaker): NonNullable<Host["factory"]> {
  return {
    get createEventSource() {
      const create = htmx.createEventSource;
      return create && ((url: string, init: EventSourceInit) => create(asWritten(url), init));
    },
  };
}

/** A URL of the page's own origin as a path, as attributes have it: a page may put another origin in front. */
function asWritten(url: string): string {
  const { origin } = new URL(baseOf(document));
  return url.startsWith(`${origin}/`) ? url.slice(origin.length) : url;
}
