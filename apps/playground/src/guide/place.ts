/** Chapter: which element changes, and how. */
import { html } from "hono/html";
import { oneOf, people } from "../web/fragment-data.ts";
import { type Chapter, cycle, nextNumber } from "./chapter.ts";

/** So often the ferry takes everybody back: a list that only grows would in the end fill the memory. */
const ASHORE = 24;

export const place: Chapter = {
  slug: "place",
  title: "Targets and swaps",
  summary: "`hx-target` chooses the element that changes, `hx-swap` how it changes. Both are htmx's own attributes.",
  text: html`<p>
      By default, the data replaces the content of the element itself. With <code>hx-swap</code> it is added at the
      beginning or the end, next to the element, or replaces the element; with <code>hx-target</code> it goes to another
      element.
    </p>
    <p>Both are inherited: on an ancestor, they apply to everything inside. <code>hx-sse</code> is not inherited.</p>`,
  size: "m",
  bytes: "event: arrival\ndata: <li>Maren Holt, pilot station</li>",
  entries: [
    ["innerHTML", "Replaces the content. This is the default."],
    ["textContent", "The same, but markup stays text."],
    ["outerHTML", "Replaces the element."],
    ["beforeend, afterbegin", "Adds to the end, or to the beginning, of the content."],
    [
      'hx-sse="swap:sail"',
      "On the list itself: an event with empty data empties it. A list that only grows would fill the memory.",
    ],
    ["beforebegin, afterend", "Inserts before, or after, the element."],
    ["morph", "Changes only what differs; focus, scroll positions and playing videos stay."],
    ["delete, none", "`delete` removes the element; `none` swaps nothing, and only raises the events."],
    ["frame", "A modifier: of several swaps in one frame only the last touches the page."],
  ],
  run(stream, send) {
    let number = nextNumber(stream);
    cycle(stream, 1500, (turn) => {
      const { name, place: where } = oneOf(people);
      if (turn % ASHORE === ASHORE - 1) send({ event: "sail", data: "" });
      else if (turn % 2) send({ event: "count", data: String(number - 1) });
      else send({ id: String(number++), event: "arrival", data: `<li>${name}, ${where.toLowerCase()}</li>` });
    });
  },
};
