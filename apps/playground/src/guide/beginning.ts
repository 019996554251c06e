/** Chapter: streams that begin when asked and end when done. */
import { html } from "hono/html";
import type { Chapter } from "./chapter.ts";

const steps = ["Untie the bow line", "Untie the stern line", "Push off", "Set the jib", "Pass the breakwater"] as const;

export const beginning: Chapter = {
  slug: "beginning",
  title: "Starting and closing",
  summary:
    "A stream may wait for the visitor, with `start:`, and end for good when the server has said all, with `close:`.",
  text: html`<p>
      A stream usually opens with the page. With <code>start:click</code> it opens when the source, or something inside
      it, is clicked. Nothing is asked of the server before.
    </p>
    <p>
      A response that ends is a dropped connection to a browser, and it reconnects. <code>close:done</code> is how a
      server says that it meant it: at the event <code>done</code> the stream is over for good.
    </p>`,
  size: "m",
  showsWire: true,
  bytes: "",
  entries: [
    [
      "start:<dom event>",
      "Opens at this event of the page instead of at once: `click`, `revealed`, `mouseenter`, your own.",
    ],
    ["close:<event>", "This event ends the stream. Its data may still be swapped in first."],
    ["status 204", "The same by other means: a response without content ends the stream in silence."],
  ],
  run(stream, send) {
    let turn = 0;
    const step = () => {
      const name = steps[turn];
      turn += 1;
      if (name === undefined) {
        send({ event: "done", data: "Under way." });
        stream.end();
      } else send({ event: "step", data: `<progress max="${steps.length}" value="${turn}"></progress> ${name}` });
    };
    step();
    stream.every(() => 900, step);
  },
};
