/** Chapter: streams that begin when asked and end when done. */
import { html } from "hono/html";
import type { Chapter } from "./chapter.ts";

const steps = ["Untie the bow line", "Untie the stern line", "Push off", "Set the jib", "Pass the breakwater"] as const;

export const beginning: Chapter = {
  slug: "beginning",
  title: "Starting and closing",
  summary:
    "With `start:`, a stream opens on a click or another event. With `close:`, it ends for good when the server is done.",
  text: html`<p>
      A stream usually opens with the page. With <code>start:click</code> it opens when the source, or something inside
      it, is clicked. Before that, no request is sent.
    </p>
    <p>
      When a response ends, the browser takes it for a dropped connection and reconnects. With <code>close:done</code>,
      the event <code>done</code> ends the stream for good.
    </p>`,
  size: "m",
  showsWire: true,
  bytes: "",
  entries: [
    [
      "start:<dom event>",
      "Opens on this DOM event instead of immediately: `click`, `revealed`, `mouseenter`, or your own.",
    ],
    ["close:<event>", "This event ends the stream. Its data can still be swapped first."],
    ["status 204", "Has the same effect: a response with this status ends the stream without an error."],
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
