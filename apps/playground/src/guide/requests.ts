/** Chapter: an event as the reason for a request. */
import { html } from "hono/html";
import { type Chapter, cycle } from "./chapter.ts";

export const requests: Chapter = {
  slug: "requests",
  title: "Triggers and requests",
  summary: "Sometimes the event is only the news that something changed. `hx-trigger` asks the server for the rest.",
  text: html`<p>
      An element with <code>hx-get</code>, <code>hx-post</code> or one of their sisters sends its request when the event
      comes, and swaps in the response. Each visitor so gets what is meant for that visitor, while the stream says the
      same to all.
    </p>
    <p>
      <code>throttle</code>, <code>delay</code>, <code>once</code>, <code>changed</code> and <code>queue</code> work as
      with any other trigger.
    </p>`,
  size: "m",
  bytes: "event: catch\ndata: 17",
  entries: [
    ['hx-trigger="sse:catch"', "Sends the request of this element when the event catch comes."],
    ["throttle:2s", "At most one request in two seconds, however many events come."],
    ["delay:500ms", "Waits for silence: the request goes out half a second after the last event."],
    ["once, changed", "Only the first time; only when the data differs from the last."],
  ],
  run(stream, send) {
    cycle(stream, 700, (turn) => send({ event: "catch", data: String(17 + turn) }));
  },
};
