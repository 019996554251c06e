/** Gallery: the log of a deployment, line by line, until it is done and the stream with it. */
import { html } from "hono/html";
import { eventStream } from "../streams/event-stream.ts";
import { nextNumber } from "../guide/chapter.ts";
import type { Item } from "./item.ts";

const lines: readonly string[] = [
  "Checking out main at 7f3c2e1",
  "Restoring 412 packages from the cache",
  "Compiling 38 modules",
  "  harbour/tide.ts",
  "  harbour/ferry.ts",
  "  harbour/weather.ts",
  "Running 214 tests",
  "  214 passed",
  "Building the image harbour:7f3c2e1",
  "  layer 1 of 4 is cached",
  "  layer 2 of 4 is cached",
  "  layer 3 of 4: 11.2 MB",
  "  layer 4 of 4: 0.4 MB",
  "Pushing to the registry",
  "Draining old instances",
  "Starting 3 new instances",
  "  instance 1 is healthy",
  "  instance 2 is healthy",
  "  instance 3 is healthy",
  "Switching traffic",
];

export const deploy: Item = {
  slug: "deploy",
  title: "A log with an end",
  summary: "The lines of a deployment, each appended and scrolled into view, until an event closes the stream.",
  notes: [
    html`<p>
      <code>close:live</code> ends the connection for good. Without it, the browser would take the end of the response
      for a broken connection, and reconnect.
    </p>`,
    html`<p>Every line has an id. Cut the network halfway, and the log continues at the line where it stopped.</p>`,
  ],
  size: "l",
  routes(app) {
    app.get("/gallery/deploy/stream", (context) =>
      eventStream(context, (stream) => {
        let number = nextNumber(stream);
        const step = () => {
          const line = lines[number - 1];
          if (line === undefined) {
            stream.send({ event: "live", data: "Live in 8.4 s" });
            stream.end();
            return;
          }
          stream.send({ id: String(number), event: "line", data: `<li>${line}</li>` });
          if (number === 1) stream.send({ event: "state", data: "Deploying…" });
          number += 1;
        };
        step();
        stream.every(() => 150 + Math.random() * 550, step);
      }),
    );
  },
};
