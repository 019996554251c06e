/** Gallery: who else is here. One visitor is one browser, however many tabs it has open. */
import { randomInt } from "node:crypto";
import { html } from "hono/html";
import { eventStream } from "../streams/event-stream.ts";
import type { Item } from "./item.ts";
import { createRoster, type Present, SHOWN } from "./roster.ts";

const birds = [
  "Gannet",
  "Tern",
  "Puffin",
  "Cormorant",
  "Eider",
  "Kittiwake",
  "Plover",
  "Oystercatcher",
  "Shag",
  "Skua",
] as const;
const moods = ["early", "patient", "windblown", "hungry", "curious", "quiet", "distant", "sunlit", "salty"] as const;
const SPECIES = 1_000_000;

const nameOf = (number: number): string =>
  `The ${moods[(number * 7) % moods.length] ?? "quiet"} ${(birds[(number * 3) % birds.length] ?? "Tern").toLowerCase()}`;

/** The same markup for everybody: it is made once for all readers of a server. */
function list({ count, visitors }: Present): string {
  const shown = visitors
    .slice(-SHOWN)
    .map((number) => String(html`<li id="visitor-${number}" class="bird bird-${number % 5}">${nameOf(number)}</li>`));
  const more = count - shown.length;
  return shown.join("\n") + (more > 0 ? `<li>and ${more} more</li>` : "");
}

export const presence: Item = {
  slug: "presence",
  title: "Who is here",
  summary: "Every visitor of this page, as they come and go. Tabs of one browser count as one.",
  notes: [
    html`<p>
      Open this page in a second tab: with <code>share:browser</code> both tabs share one connection, so you stay one
      bird. Open it in another browser, and a second bird lands.
    </p>`,
    html`<p>
      A visitor is gone when their connection closes. The list is repeated every two seconds, for tabs that join the
      shared connection late. It is sent at most twice a second.
    </p>`,
  ],
  size: "m",
  routes(app, { log, server }) {
    // Another one for each process, also where two are given the same name.
    const roster = createRoster(log, `${server} ${randomInt(SPECIES)}`);
    let last: Present | undefined;
    let markup = "";
    function markupOf(present: Present): string {
      if (present !== last) markup = list(present);
      last = present;
      return markup;
    }
    app.get("/gallery/presence/stream", (context) =>
      eventStream(context, (stream) => {
        const number = randomInt(SPECIES);
        const leave = roster.join(number, (present) => {
          stream.send({ event: "you", data: nameOf(number) });
          stream.send({ event: "here", data: markupOf(present) });
        });
        stream.onClose(leave);
      }),
    );
  },
};
