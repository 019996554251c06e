/** Chapter: named events, and elements at any depth that want them. */
import { html } from "hono/html";
import { type Chapter, cycle } from "./chapter.ts";

export const names: Chapter = {
  slug: "names",
  title: "Event names",
  summary: "One connection carries many kinds of events. Each element says which ones are its own.",
  text: html`<p>
      The source stands on the outside; elements below it, at any depth, ask for events by name. The nearest source
      above an element serves it.
    </p>
    <p>
      Names are compared letter by letter, so <code>Tide</code> and <code>tide</code> are two. A name may hold colons:
      <code>swap:room:1</code> waits for <code>room:1</code>. One element may want several, and many may want one.
    </p>`,
  size: "m",
  bytes: "event: tide\ndata: 214 cm",
  entries: [
    ["swap:tide swap:surge", "Two names on one element: whichever comes last is what it shows."],
    ["swap:message", "The name of events that have none."],
    ["data-hx-sse", "The same attribute, for documents that must validate."],
  ],
  run(stream, send) {
    let tide = 214;
    cycle(stream, 800, (turn) => {
      tide += (turn % 5) - 2;
      if (turn % 6 === 5) send({ event: "surge", data: `<mark>${tide + 31} cm, a surge</mark>` });
      else if (turn % 2) send({ event: "room:1", data: `${(turn * 7) % 40} people on the pier` });
      else send({ event: "tide", data: `${tide} cm` });
    });
  },
};
