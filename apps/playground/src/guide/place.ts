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
      Without more words the data becomes the content of the element itself. With <code>hx-swap</code> it goes to an
      end, to a side, or takes the element's place; with <code>hx-target</code> it goes somewhere else altogether.
    </p>
    <p>Both are inherited: written once above, they hold for everything below. <code>hx-sse</code> itself is not.</p>`,
  size: "m",
  bytes: "event: arrival\ndata: <li>Maren Holt, pilot station</li>",
  entries: [
    ["innerHTML", "Becomes the content. What happens when nothing is said."],
    ["textContent", "The same, but markup stays text."],
    ["outerHTML", "Takes the place of the element."],
    ["beforeend, afterbegin", "Goes to the end, or to the beginning, of what is there."],
    ['hx-sse="swap:sail"', "On the list itself, with empty data: empties it. A list that only grows fills the memory."],
    ["beforebegin, afterend", "Goes before, or after, the element."],
    ["morph", "Changes only what differs; focus, scroll and players stay as they are."],
    ["delete, none", "Removes the element; or does nothing but raise the events."],
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
