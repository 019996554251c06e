/** Gallery: a long job that starts when the visitor says so, with its progress. */
import { html } from "hono/html";
import { eventStream } from "../streams/event-stream.ts";
import type { Item } from "./item.ts";

const PARTS = 48;

const progress = (done: number): string =>
  String(
    html`<label for="bar">${done < PARTS ? `Chart ${done} of ${PARTS}` : "All charts are printed"}</label>
      <progress id="bar" max="${PARTS}" value="${done}">${done} of ${PARTS}</progress>`,
  );

export const job: Item = {
  slug: "job",
  title: "A job on demand",
  summary: "No request is sent until the button is pressed. Then one stream reports until the job is done.",
  notes: [
    html`<p>
      <code>start:click</code> opens the stream at the first click inside the source; more clicks change nothing.
    </p>`,
    html`<p>The bar is morphed: it stays the same element, so it moves smoothly.</p>`,
  ],
  size: "s",
  routes(app) {
    app.get("/gallery/job/stream", (context) =>
      eventStream(context, (stream) => {
        let done = Math.min(PARTS, Number.parseInt(stream.lastEventId, 10) || 0);
        stream.every(
          () => 60 + Math.random() * 240,
          () => {
            done += 1;
            stream.send({ event: "progress", id: String(done), data: progress(Math.min(done, PARTS)) });
            if (done < PARTS) return;
            stream.send({ event: "done", data: "Printed. The stream is closed." });
            stream.end();
          },
        );
      }),
    );
  },
};
