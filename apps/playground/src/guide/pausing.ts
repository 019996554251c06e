/** Chapter: streams of tabs that nobody sees. */
import { html } from "hono/html";
import { type Chapter, cycle, nextNumber } from "./chapter.ts";

export const pausing: Chapter = {
  slug: "pausing",
  title: "Pausing in hidden tabs",
  summary: "`pause:hidden` closes the stream while nobody is looking, and resumes where it left off.",
  text: html`<p>
      Look at another tab for a while and come back. The stream was closed in between, and the server continued from the
      last number you have seen.
    </p>
    <p>
      When you leave a page, its streams close. They reopen if you return with the back button, so the page can stay in
      the back/forward cache.
    </p>`,
  size: "s",
  bytes: "id: 1\ndata: Second 1 that you were looking",
  entries: [
    ["pause:hidden", "No stream while the tab is hidden."],
    ["pause:never", "Stays open in the background. This is the default."],
  ],
  run(stream, send) {
    let number = nextNumber(stream);
    cycle(stream, 1000, () => {
      send({ id: String(number), data: `Second <b>${number}</b> that you were looking` });
      number += 1;
    });
  },
};
