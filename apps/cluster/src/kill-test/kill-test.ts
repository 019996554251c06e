/** Two servers that share a Redis, killed again and again while events are published; the store is killed once, too. */
import { setTimeout as pause } from "node:timers/promises";
import { type ChromiumBrowser, eventually, startRedis } from "@sse/testkit";
import { type Cluster, startCluster } from "../cluster.ts";
import { type Published, publish } from "./publisher.ts";
import { openReaders } from "./readers.ts";
import { type Score, score } from "./score.ts";

export interface KillTestOptions {
  readonly browser: ChromiumBrowser;
  readonly events: number;
  /** How often a server is killed. */
  readonly kills: number;
  /** Chooses which, and when. */
  readonly seed: number;
  /** Events a second. */
  readonly rate?: number;
  readonly onStep?: (text: string) => void;
}

export interface Outcome {
  readonly published: readonly Published[];
  readonly scores: readonly Score[];
  /** Publishes that had to be said again. */
  readonly repeated: number;
  readonly seconds: number;
}

/** Milliseconds for which a killed store is away. */
const STORE_AWAY = 300;

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Runs the whole of it. Throws only where the cluster itself cannot be run. */
export async function killTest({
  browser,
  events,
  kills,
  seed,
  rate = 100,
  onStep = () => {},
}: KillTestOptions): Promise<Outcome> {
  const random = createRandom(seed);
  const redis = await startRedis();
  let cluster: Cluster | undefined;
  try {
    cluster = await startCluster({ port: 0, redisUrl: redis.url, env: { PACE: "1000" } });
    const { nodes, balancer, url } = cluster;
    const readers = await openReaders(browser, url);
    const begun = performance.now();
    const publishing = publish({ url, events, rate });

    /** Waits until so much of all has been published. */
    const until = (share: number) =>
      eventually(() => {
        if (publishing.arrived < share * events) throw new Error(`${publishing.arrived} of ${events} published`);
      });
    const steps = kills + 1;
    const storeAt = Math.floor(steps / 2);
    for (let step = 0; step < steps; step++) {
      await until((step + 0.2 + 0.6 * random()) / steps);
      // One of two is there at any time, as in a cluster that is watched.
      await eventually(() => {
        if (balancer.up().length < nodes.length) throw new Error(`up: ${balancer.up().join()}`);
      });
      if (step === storeAt) {
        onStep(`killing the store after ${publishing.arrived} events`);
        await redis.kill();
        await pause(STORE_AWAY);
        await redis.start();
        continue;
      }
      const node = nodes[Math.floor(random() * nodes.length)];
      onStep(`killing ${node?.name} after ${publishing.arrived} events`);
      node?.kill();
    }
    const published = await publishing.done;
    onStep(`${published.length} events published`);
    for (const reader of readers)
      // One that has lost something does not get there: what it has then heard is what counts.
      await eventually(async () => {
        const count = await reader.count();
        if (count < published.length) throw new Error(`${reader.name}: ${count}`);
      }).catch(() => {});
    const scores: Score[] = [];
    for (const reader of readers) scores.push(score(reader.name, await reader.account(), published));
    return { published, scores, repeated: publishing.repeated, seconds: (performance.now() - begun) / 1000 };
  } finally {
    await cluster?.close();
    await redis.close();
  }
}
