/** Gallery: one event that changes several places at once, out of band. */
import { html } from "hono/html";
import { oneOf, people, todos } from "../web/fragment-data.ts";
import { eventStream } from "../streams/event-stream.ts";
import { nextNumber } from "../guide/chapter.ts";
import type { Item } from "./item.ts";

const KEPT = 6;

function notice(number: number): string {
  const { name, place } = oneOf(people);
  return String(
    html`<b id="unread" hx-swap-oob="true">${number}</b>
      <ul hx-swap-oob="afterbegin:#inbox">
        <li id="notice-${number}"><strong>${name}</strong> asks: ${oneOf(todos).toLowerCase()}?</li>
      </ul>
      <p id="latest" hx-swap-oob="true">Latest from the ${place.toLowerCase()}</p>
      ${number > KEPT ? html`<i id="notice-${number - KEPT}" hx-swap-oob="delete"></i>` : ""}`,
  );
}

export const notices: Item = {
  slug: "notices",
  title: "Out of band",
  summary: "One message changes three places: a counter, a list and a line of text, anywhere on the page.",
  notes: [
    html`<p>
      Parts of the data that carry <code>hx-swap-oob</code> go to the element with the same id, not to the one with
      <code>swap:</code>.
    </p>`,
    html`<p>The fourth part removes the oldest entry, so that the list stays short, however long the page is open.</p>`,
  ],
  size: "l",
  routes(app) {
    app.get("/gallery/notices/stream", (context) =>
      eventStream(context, (stream) => {
        let number = nextNumber(stream);
        const send = () => {
          stream.send({ id: String(number), event: "notice", data: notice(number) });
          number += 1;
        };
        send();
        stream.every(() => 1800, send);
      }),
    );
  },
};
