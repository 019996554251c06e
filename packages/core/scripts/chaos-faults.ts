/** What chaos does to a stream: to the connection there is, and to those that come after it. */
import { type EventStream, type Fault, faults, type TestServer } from "@sse/testkit";
import type { Connection } from "../src/types.ts";
import type { ChaosPage } from "./chaos-page.ts";

/** Where a fault strikes. */
export interface Place {
  readonly server: TestServer;
  readonly page: ChaosPage;
  readonly stream: EventStream;
  readonly connection: Connection;
  /** Makes the client's token an old one. */
  rotate(): void;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** An event that is never finished: whoever hears of it has read wrongly. */
const POISON = "id: poison\nevent: message\ndata: poison é😀";

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** By name, what ends the present connection. */
export const BREAKS: Readonly<Record<string, (place: Place) => void | Promise<void>>> = {
  drop: ({ stream }) => stream.drop(),
  reset: ({ stream }) => stream.reset(),
  end: ({ stream }) => stream.end(),
  cut: ({ stream, random }) => {
    const bytes = Buffer.from(POISON);
    stream.write(bytes.subarray(0, 1 + Math.floor(random() * bytes.length)));
    stream.drop();
  },
  reconnect: ({ connection }) => connection.reconnect(),
  leave: ({ page }) => {
    page.fire("pagehide");
    page.fire("pageshow");
  },
  sleep: ({ page, stream }) => {
    page.sleep(100_000);
    stream.drop();
    page.fire("visibilitychange");
  },
  rotate: ({ rotate, stream }) => {
    rotate();
    stream.drop();
  },
  restart: async ({ server, random }) => {
    await server.down();
    await pause(random() * 10);
    await server.up();
  },
};

/** Every one is that of an event stream. */
const TYPES: readonly (string | string[])[] = [
  "TEXT/event-stream",
  "text/event-stream\t; charset=utf-8",
  'text/event-stream; a="x,y"',
  ["text/html", "text/event-stream"],
  "nonsense, text/event-stream",
];

/** By name, what the next connection meets. */
export const MEETINGS: Readonly<Record<string, (place: Place) => Fault>> = {
  refuse: () => faults.refuse(),
  silent: () => faults.silent(),
  halfOpen: () => faults.halfOpen(POISON),
  status: ({ random }) => faults.status([408, 429, 500, 502, 503, 504][Math.floor(random() * 6)] ?? 500),
  retryAfter: () => faults.status(503, { retryAfter: "0" }),
  resetAfter: ({ random }) => faults.resetAfter(POISON, Math.floor(random() * POISON.length)),
  truncatedChunk: () => faults.truncatedChunk(POISON),
  garbage: ({ random }) => faults.garbage(1000, 1 + Math.floor(random() * 2 ** 31)),
  empty: () => faults.body([]),
  // With the query, in which a position may travel.
  redirect:
    ({ stream }) =>
    (exchange) =>
      faults.redirect(`${stream.path}?again&${exchange.request.query.toString()}`)(exchange),
  informational: ({ random }) => faults.informational(random() < 0.5 ? 102 : 103),
  drip: () => faults.drip(":\r\nevent: x\r\n\r\n\nretry: 1\n", { bytes: 5, every: 1 }),
  flood: () => faults.flood(1000, (index) => ({ event: `nobody-${index}` })),
  comment: () => faults.body([`:${"x".repeat(100_000)}\n`]),
  gzip: () => faults.gzip(),
  contentType:
    ({ random }) =>
    ({ response, join }) => {
      response.setHeader("Content-Type", TYPES[Math.floor(random() * TYPES.length)] ?? "");
      response.writeHead(200).flushHeaders();
      join();
    },
  crash:
    () =>
    ({ socket, join }) => {
      join();
      setTimeout(() => socket.resetAndDestroy(), 1);
    },
  truncated:
    ({ random }) =>
    ({ head, join }) => {
      head({ "Last-Event-ID": `lost-${random()}` });
      join();
    },
};
