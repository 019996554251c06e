/** Chapter: one connection for many elements, and for many tabs. */
import { html } from "hono/html";
import type { EventStream } from "../streams/event-stream.ts";
import { type Chapter, cycle } from "./chapter.ts";

const open = new Set<EventStream>();

export const sharing: Chapter = {
  slug: "sharing",
  title: "Sharing a connection",
  summary: "Sources of one address share one connection: within the page always, across all tabs if you say so.",
  text: html`<p>
      Browsers allow six connections to a server over HTTP/1.1, and an open stream is one of them. Two sources on this
      page name the same address; the number below is how many streams the server counts for this chapter.
    </p>
    <p>
      Open this page in more tabs. With <code>share:browser</code> one tab holds the connection and tells the others;
      when it closes, another takes over from the last event, and the number does not grow.
    </p>`,
  size: "m",
  options: "share:browser",
  bytes: "event: open\ndata: 1",
  entries: [
    ["share:page", "All sources of this page with this address. What happens when nothing is said."],
    ["share:browser", "All tabs of this browser, by Web Locks and a BroadcastChannel."],
    ["share:none", "A connection of its own."],
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
