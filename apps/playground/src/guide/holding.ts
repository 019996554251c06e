/** Chapter: what happens when the connection does not hold. */
import { html } from "hono/html";
import { type Chapter, cycle, nextNumber } from "./chapter.ts";

export const holding: Chapter = {
  slug: "holding",
  title: "Reconnecting",
  summary: "Connections drop. The browser reconnects by itself and sends the last event ID, so no event is lost.",
  text: html`<p>
      This server cuts its own stream after every fifth event. Watch the numbers: they continue without a gap, because
      every event has an <code>id</code>, the browser sends the last one back as <code>Last-Event-ID</code>, and the
      server continues from there.
    </p>
    <p>
      The delay between attempts grows with every failure and is randomised, so that a thousand pages do not reconnect
      in the same second. Reload this page, too: with <code>resume:session</code> the numbers continue.
    </p>`,
  size: "s",
  bytes: "id: 1\ndata: Event 1 of connection 1",
  entries: [
    ["id: <text>", "A field of the event. It comes back as `Last-Event-ID` when the stream is opened again."],
    ["retry:1s..30s", "The shortest and the longest delay. The server's `retry:` field sets the shortest."],
    ["attempts:5", "Gives up after five failures in a row, with `htmx:sseError`. Default: never."],
    ["idle:30s", "Reconnects if nothing arrives for this long, not even a comment: a dead connection can look open."],
    ["resume:session", "Keeps the last ID across page loads, too."],
  ],
  run(stream, send) {
    let number = nextNumber(stream);
    const connection = Math.ceil(number / 5);
    send({ id: String(number), retry: 500, data: `<b>Event ${number}</b>, on connection ${connection}` });
    cycle(stream, 900, (turn) => {
      if (turn === 0) return;
      if (turn === 5) return stream.drop();
      number += 1;
      send({ id: String(number), data: `<b>Event ${number}</b>, on connection ${connection}` });
    });
  },
};
