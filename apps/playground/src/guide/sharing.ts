/** Chapter: one connection for many elements, and for many tabs. */
import { html } from "hono/html";
import type { EventStream } from "../streams/event-stream.ts";
import { type Chapter, cycle } from "./chapter.ts";

const open = new Set<EventStream>();

export const sharing: Chapter = {
  slug: "sharing",
  title: "Sharing a connection",
  summary: "Sources with the same URL share one connection: within a page by default, across all tabs on request.",
  text: html`<p>
      Browsers allow six connections to a server over HTTP/1.1, and each open stream occupies one of them. Two sources
      on this page have the same URL; the number below is how many streams the server counts for this chapter.
    </p>
    <p>
      Open this page in more tabs. With <code>share:browser</code> one tab has the connection and relays the events to
      the others. When it closes, another takes over from the last event. The number does not grow.
    </p>`,
  size: "m",
  options: "share:browser",
  bytes: "event: open\ndata: 1",
  entries: [
    ["share:page", "All sources of this page with this URL. This is the default."],
    ["share:browser", "All tabs of this browser, with Web Locks and a BroadcastChannel."],
    ["share:none", "Nobody: this source has its own connection."],
  ],
  run(stream, send) {
    open.add(stream);
    stream.onClose(() => open.delete(stream));
    cycle(stream, 1000, (turn) => {
      if (turn % 2) send({ event: "tick", data: new Date().toISOString().slice(11, 19) });
      else send({ event: "open", data: String(open.size) });
    });
  },
};
