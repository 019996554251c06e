/** Chapter: an event as the reason for a request. */
import { html } from "hono/html";
import { type Chapter, cycle } from "./chapter.ts";

export const requests: Chapter = {
  slug: "requests",
  title: "Triggers and requests",
  summary:
    "Sometimes an event only says that something changed. With `hx-trigger`, it causes a request for the content.",
  text: html`<p>
      An element with <code>hx-get</code>, <code>hx-post</code>, … sends its request when the event arrives, and swaps
      the response. So each visitor gets their own content, while the stream sends the same events to all.
    </p>
    <p>
      <code>throttle</code>, <code>delay</code>, <code>once</code>, <code>changed</code> and <code>queue</code> work as
      with any other trigger.
    </p>`,
  size: "m",
  bytes: "event: catch\ndata: 17",
  entries: [
    ['hx-trigger="sse:catch"', "Sends the request of this element when the event `catch` arrives."],
    ["throttle:2s", "At most one request in two seconds, however many events come."],
    ["delay:500ms", "Waits until no event has arrived for half a second, then sends the request."],
    ["once, changed", "`once`: only the first time. `changed`: only if the data differs from the last."],
  ],
  run(stream, send) {
    cycle(stream, 700, (turn) => send({ event: "catch", data: String(17 + turn) }));
  },
};
