/** Chapter: named events, and elements at any depth that want them. */
import { html } from "hono/html";
import { type Chapter, cycle } from "./chapter.ts";

export const names: Chapter = {
  slug: "names",
  title: "Event names",
  summary: "One connection carries many kinds of events. Each element names those it wants.",
  text: html`<p>
      The source is the outer element. Elements inside it, at any depth, name the events they want. An element uses its
      nearest source.
    </p>
    <p>
      Names are compared letter by letter, so <code>Tide</code> and <code>tide</code> are different. A name can contain
      colons: <code>swap:room:1</code> waits for <code>room:1</code>. An element can name several events, and many
      elements can name the same one.
    </p>`,
  size: "m",
  bytes: "event: tide\ndata: 214 cm",
  entries: [
    ["swap:tide swap:surge", "Two names on one element: it shows the latest event of either."],
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
