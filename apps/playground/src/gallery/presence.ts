/** Gallery: who else is here. One visitor is one browser, however many tabs it has open. */
import { html } from "hono/html";
import { type EventStream, eventStream } from "../streams/event-stream.ts";
import type { Item } from "./item.ts";

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
const SHOWN = 40;
/** Milliseconds between two tellings of the same list. */
const REPEAT = 2000;

interface Visitor {
  readonly number: number;
  readonly name: string;
  readonly stream: EventStream;
}

const nameOf = (number: number): string =>
  `The ${moods[(number * 7) % moods.length] ?? "quiet"} ${(birds[(number * 3) % birds.length] ?? "Tern").toLowerCase()}`;

function list(visitors: readonly Visitor[], self: Visitor): string {
  const shown = visitors
    .slice(-SHOWN)
    .map((visitor) =>
      String(
        html`<li id="visitor-${visitor.number}" class="bird bird-${visitor.number % 5}">
          ${visitor.name}${visitor === self ? html` <em>(you)</em>` : ""}
        </li>`,
      ),
    );
  const more = visitors.length - shown.length;
  return shown.join("\n") + (more > 0 ? `<li>and ${more} more</li>` : "");
}

export const presence: Item = {
  slug: "presence",
  title: "Who is here",
  summary: "Every visitor of this page, as they come and go. Tabs of one browser count as one.",
  notes: [
    html`<p>
      Open this page in a second tab: with <code>share:browser</code> both tabs live on one connection, so you stay one
      bird. Open it in another browser, and a second bird lands.
    </p>`,
    html`<p>
      A visitor is gone when the connection is. The list is repeated every two seconds, for a tab that joins the shared
      connection late.
    </p>`,
  ],
  size: "m",
  routes(app) {
    const visitors: Visitor[] = [];
    let count = 0;
    const tell = (visitor: Visitor) => visitor.stream.send({ event: "here", data: list(visitors, visitor) });
    const tellAll = () => {
      for (const visitor of visitors) tell(visitor);
    };
    app.get("/gallery/presence/stream", (context) =>
      eventStream(context, (stream) => {
        count += 1;
        const visitor: Visitor = { number: count, name: nameOf(count), stream };
        visitors.push(visitor);
        stream.onClose(() => {
          visitors.splice(visitors.indexOf(visitor), 1);
          tellAll();
        });
        tellAll();
        stream.every(
          () => REPEAT,
          () => tell(visitor),
        );
      }),
    );
  },
};
