/** Gallery: a table of prices whose rows move, morphed row by row. */
import { html } from "hono/html";
import { eventStream } from "../streams/event-stream.ts";
import type { Item } from "./item.ts";

interface Price {
  readonly name: string;
  readonly open: number;
  now: number;
}

const start: readonly (readonly [string, number])[] = [
  ["Herring", 4.2],
  ["Cod", 9.8],
  ["Mackerel", 3.1],
  ["Langoustine", 31.5],
  ["Mussels", 2.6],
  ["Turbot", 27.9],
  ["Sprat", 1.4],
];

function row({ name, open, now }: Price): string {
  const change = Math.round(((now - open) / open) * 1000) / 10;
  const [sign, kind] = change < 0 ? ["−", "down"] : change > 0 ? ["+", "up"] : ["", "even"];
  return String(
    html`<tr id="price-${name}">
      <th scope="row">${name}</th>
      <td>${now.toFixed(2)}</td>
      <td class="${kind}">${sign}${Math.abs(change).toFixed(1)} %</td>
    </tr>`,
  );
}

function market(): () => string {
  const prices: Price[] = start.map(([name, open]) => ({ name, open, now: open }));
  return () => {
    for (const price of prices) {
      if (Math.random() < 0.4) price.now = Math.max(0.5, price.now * (1 + (Math.random() - 0.5) * 0.06));
    }
    prices.sort((one, other) => other.now / other.open - one.now / one.open);
    return prices.map(row).join("\n");
  };
}

export const prices: Item = {
  slug: "prices",
  title: "Prices that move",
  summary: "A fish market: every event has the whole table, and only the cells that differ change.",
  notes: [
    html`<p>
      The server sends all rows, sorted by change. <code>morph</code> finds each row again by its id and moves it.
    </p>`,
    html`<p>Select a price with the mouse and wait: the selection stays, because the cell was never replaced.</p>`,
  ],
  size: "l",
  routes(app) {
    app.get("/gallery/prices/stream", (context) =>
      eventStream(context, (stream) => {
        const next = market();
        const send = () => stream.send({ event: "prices", data: next() });
        send();
        stream.every(() => 1000, send);
      }),
    );
  },
};
