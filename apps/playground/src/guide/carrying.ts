/** Chapter: how a stream travels, and how a page is configured. */
import { html } from "hono/html";
import { type Chapter, cycle } from "./chapter.ts";

export const carrying: Chapter = {
  slug: "carrying",
  title: "Transports",
  summary: "How a stream is read, where cookies are sent, and how to configure it for a whole page.",
  text: html`<p>
      A stream is read with <code>fetch</code>, which can send headers and sees the status of the response. The
      browser's own <code>EventSource</code> works, too; the source on this page uses it.
    </p>
    <p>
      Other origins have to be listed, in
      <code class="long">&lt;meta name="sse-config" content='{"origins":["https://…"]}'&gt;</code>. The same element
      takes all other defaults of the page.
    </p>`,
  size: "s",
  bytes: "data: This came by EventSource",
  entries: [
    ["transport:fetch, transport:eventsource", "How the stream is read."],
    ["credentials:same-origin", "Cookies are sent to your own origin only. Also `include` and `omit`."],
    ["origins", "Configuration: other origins that streams may connect to."],
    [
      "allowEval: false",
      "Configuration: filters of triggers are not evaluated, even if the Content-Security-Policy allows it.",
    ],
  ],
  run(stream, send) {
    cycle(stream, 1500, (turn) => send({ data: `Event ${turn + 1} came by <b>EventSource</b>` }));
  },
};
