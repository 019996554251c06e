/** Chapter: how a stream travels, and how a page is configured. */
import { html } from "hono/html";
import { type Chapter, cycle } from "./chapter.ts";

export const carrying: Chapter = {
  slug: "carrying",
  title: "Transports",
  summary: "What carries the stream, who may see cookies, and where a page says so once for all.",
  text: html`<p>
      A stream is read by <code>fetch</code>, which can send headers and sees the status of the answer. The browser's
      own <code>EventSource</code> feeds the same elements in the same way; this one asks for it.
    </p>
    <p>
      Another origin has to be allowed by name, in
      <code class="long">&lt;meta name="sse-config" content='{"origins":["https://…"]}'&gt;</code>. The same element
      takes every other default of the page.
    </p>`,
  size: "s",
  bytes: "data: This came by EventSource",
  entries: [
    ["transport:fetch, transport:eventsource", "What carries the stream."],
    ["credentials:same-origin", "Cookies go to your own site only. Also include and omit."],
    ["origins", "Configuration: other sites that may be connected to."],
    ["allowEval: false", "Configuration: no filter of a trigger is evaluated, whatever the policy of the page."],
  ],
  run(stream, send) {
    cycle(stream, 1500, (turn) => send({ data: `Event ${turn + 1} came by <b>EventSource</b>` }));
  },
};
