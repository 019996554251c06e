/** Gallery: charts fed by events. The markup subscribes; a small script draws what arrives. */
import { html } from "hono/html";
import { eventStream } from "../streams/event-stream.ts";
import type { Item } from "./item.ts";

interface Gauge {
  readonly event: string;
  value: number;
  readonly min: number;
  readonly max: number;
  readonly sway: number;
}

const gauges = (): Gauge[] => [
  { event: "wind", value: 14, min: 0, max: 40, sway: 3 },
  { event: "swell", value: 1.2, min: 0, max: 4, sway: 0.25 },
  { event: "visibility", value: 7, min: 0.5, max: 12, sway: 0.8 },
];

function move(gauge: Gauge): string {
  const next = gauge.value + (Math.random() - 0.5) * 2 * gauge.sway;
  gauge.value = Math.min(gauge.max, Math.max(gauge.min, next));
  return gauge.value.toFixed(1);
}

export const dashboard: Item = {
  slug: "dashboard",
  title: "A board of charts",
  summary:
    "Three charts, drawn by uPlot from one stream. For data that is not HTML, use `hx-swap=none` and an event listener.",
  notes: [
    html`<p>
      <code>hx-swap="none"</code> leaves the element alone; the event <code>htmx:sseMessage</code> bubbles with the
      data, and a script of forty lines, <code>dashboard.ts</code> below, draws it with
      <a href="https://github.com/leeoniya/uPlot">uPlot</a>.
    </p>`,
    html`<p>The newest value is also swapped in as text, so that the board can be read without seeing the charts.</p>`,
  ],
  size: "l",
  scripts: ["dashboard.js"],
  styles: ["dashboard.css"],
  routes(app) {
    app.get("/gallery/dashboard/stream", (context) =>
      eventStream(context, (stream) => {
        const board = gauges();
        const send = () => {
          for (const gauge of board) stream.send({ event: gauge.event, data: move(gauge) });
        };
        for (let warm = 0; warm < 30; warm++) send();
        stream.every(() => 500, send);
      }),
    );
  },
};
