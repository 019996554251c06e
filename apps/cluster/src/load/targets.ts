/** What is loaded: the playground with its events in memory, on Redis, and nginx with nchan on Redis. */
import { freePort, type Program, startRedis } from "@sse/testkit";
import { openNchan } from "@sse/reference/nchan";
import { startNode } from "../node.ts";

export interface Target {
  readonly port: number;
  /** The process to measure. */
  readonly pid: number;
  /** Where its stream is. */
  readonly path: string;
  publish(text: string): Promise<void>;
  close(): Promise<void>;
}

const ENV = { STREAMS: "100000", STREAMS_PER_ADDRESS: "100000", PACE: "100000", HOST: "127.0.0.1" };

async function playground(redisUrl: string | undefined, close: () => Promise<void>): Promise<Target> {
  const port = await freePort();
  const node = startNode({ name: "load", port, env: { ...ENV, ...(redisUrl && { REDIS_URL: redisUrl }) } });
  await node.listening();
  return {
    port,
    pid: node.pid ?? 0,
    path: "/gallery/chat/stream?room=load",
    async publish(text) {
      const body = new URLSearchParams({ room: "load", text });
      const { status } = await fetch(`${node.url}/gallery/chat/say`, { method: "POST", body, redirect: "manual" });
      if (status !== 303) throw new Error(`Publishing was answered with ${status}.`);
    },
    async close() {
      await node.close();
      await close();
    },
  };
}

async function onRedis(): Promise<Target> {
  const redis = await startRedis();
  return playground(redis.url, () => redis.close());
}

async function nchan(): Promise<Target> {
  const server = await openNchan();
  return {
    port: Number(new URL(server.url).port),
    pid: server.pid,
    path: "/events",
    publish: server.publish,
    close: server.close,
  };
}

/** By name: the programs that each needs, and how it is started. */
export const targets: Readonly<Record<string, readonly [programs: readonly Program[], open: () => Promise<Target>]>> = {
  "playground, in memory": [[], () => playground(undefined, async () => {})],
  "playground, on Redis": [["redis-server"], onRedis],
  "nginx with nchan, on Redis": [["nginx", "redis-server"], nchan],
};
