/**
 * Many readers in one process, without a browser: sockets that ask for a stream and note what comes. Run by `crowd.ts`, which
 * tells it what to do; it tells what came of it.
 */
import { connect, type Socket } from "node:net";

/** What the crowd is told. */
export type Command =
  | { readonly open: number; readonly port: number; readonly path: string }
  | { readonly reconnect: true }
  | { readonly report: true };

/** What it tells. */
export type Report =
  | { readonly opened: number; readonly milliseconds: number }
  | { readonly deliveries: number; readonly broken: number; readonly latencies: readonly number[] };

/** How many connections are being made at one time: a system keeps only so many that nobody has accepted. */
const AT_ONCE = 100;
/** Latencies that are kept; every delivery is counted. */
const SAMPLES = 200_000;
/** The time of a publish, in an event: ms since the epoch, with a fraction. */
const SENT = /t(\d{13}\.\d+)t/g;

const sockets = new Set<Socket>();
let asked = "";
let port = 0;
let deliveries = 0;
let broken = 0;
let latencies: number[] = [];

const now = (): number => performance.timeOrigin + performance.now();

/** Resolves when the first bytes of the body have come. */
function openOne(): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(asked));
    socket.setNoDelay(true);
    sockets.add(socket);
    let begun = false;
    socket.on("data", (piece) => {
      const text = piece.toString("latin1");
      if (!begun) resolve();
      begun = true;
      for (const [, sent] of text.matchAll(SENT)) {
        deliveries += 1;
        if (latencies.length < SAMPLES) latencies.push(now() - Number(sent));
      }
    });
    socket.on("error", () => {});
    socket.on("close", () => {
      if (sockets.delete(socket)) broken += 1;
      resolve();
    });
  });
}

async function openAll(count: number): Promise<void> {
  const begun = performance.now();
  let left = count;
  async function hand(): Promise<void> {
    while (left > 0) {
      left -= 1;
      await openOne();
    }
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, count) }, hand));
  tell({ opened: sockets.size, milliseconds: performance.now() - begun });
}

const tell = (report: Report): void => void process.send?.(report);

async function obey(command: Command): Promise<void> {
  if ("open" in command) {
    port = command.port;
    asked = `GET ${command.path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept: text/event-stream\r\n\r\n`;
    await openAll(command.open);
  } else if ("reconnect" in command) {
    const before = [...sockets];
    sockets.clear();
    for (const socket of before) socket.destroy();
    await openAll(before.length);
  } else {
    tell({ deliveries, broken, latencies });
    deliveries = 0;
    latencies = [];
  }
}

process.on("message", (command) => void obey(command as Command));
