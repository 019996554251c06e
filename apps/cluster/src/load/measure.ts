/** One measurement: so many readers at one server. */
import { setTimeout as pause } from "node:timers/promises";
import { startCrowd } from "./crowd.ts";
import type { Target } from "./targets.ts";
import { usageOf } from "./usage.ts";

/** Readers that come and go before anything is counted: the first ones cost more. */
const WARM = 50;
/** Events that are published, and milliseconds between them. */
const EVENTS = 20;
const BETWEEN = 250;
/** Milliseconds of rest before memory is looked at. */
const REST = 2000;
/** Milliseconds that deliveries are waited for without any coming. */
const PATIENCE = 10_000;

export interface Measurement {
  readonly clients: number;
  /** KB of resident memory for each connection. */
  readonly memory: number;
  /** µs of processor time of the server for each event at each client. */
  readonly delivery: number;
  /** Milliseconds from publish to client: half of the deliveries, and 99 of 100, were faster. */
  readonly median: number;
  readonly slowest: number;
  readonly deliveries: number;
  /** Milliseconds until all clients, who came back at one moment, heard the stream again. */
  readonly storm: number;
  /** Milliseconds of processor time that it took. */
  readonly stormProcessor: number;
}

const now = (): number => performance.timeOrigin + performance.now();

export async function measure(target: Target, clients: number): Promise<Measurement> {
  const warm = startCrowd();
  await warm.open(WARM, target.port, target.path);
  await target.publish("warm");
  warm.close();
  await pause(REST);
  const empty = usageOf(target.pid);
  const crowd = startCrowd();
  try {
    const { opened } = await crowd.open(clients, target.port, target.path);
    if (opened < clients) throw new Error(`Only ${opened} of ${clients} streams could be opened.`);
    await pause(REST);
    await crowd.report();
    const full = usageOf(target.pid);
    for (let count = 0; count < EVENTS; count++) {
      await target.publish(`t${now().toFixed(3)}t`);
      await pause(BETWEEN);
    }
    const latencies: number[] = [];
    let deliveries = 0;
    for (let quiet = 0; deliveries < EVENTS * clients && quiet < PATIENCE;) {
      const report = await crowd.report();
      quiet = report.deliveries > 0 ? 0 : quiet + 100;
      deliveries += report.deliveries;
      for (const latency of report.latencies) latencies.push(latency);
      await pause(100);
    }
    const after = usageOf(target.pid);
    latencies.sort((one, other) => one - other);
    const { milliseconds } = await crowd.reconnect();
    const back = usageOf(target.pid);
    return {
      clients,
      memory: (full.memory - empty.memory) / clients,
      delivery: (after.processor - full.processor) / deliveries,
      median: latencies[Math.floor(latencies.length / 2)] ?? 0,
      slowest: latencies[Math.floor(latencies.length * 0.99)] ?? 0,
      deliveries,
      storm: milliseconds,
      stormProcessor: (back.processor - after.processor) / 1000,
    };
  } finally {
    crowd.close();
  }
}
