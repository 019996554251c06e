/** A deploy while a thousand readers stay, each with a stream of its own. */
import { createRegistry } from "@sse/core";
import { eventually, programPath, startRedis } from "@sse/testkit";
import { expect, test } from "vitest";
import { startCluster } from "../src/cluster.ts";
import { publish } from "../src/kill-test/publisher.ts";
import { score } from "../src/kill-test/score.ts";

const READERS = 1000;
const EVENTS = 40;

test.each(programPath("redis-server") ? ["redis-server"] : [])(
  "a deploy while 1,000 readers stay loses nothing for any of them, with %s",
  async () => {
    const redis = await startRedis();
    const cluster = await startCluster({
      port: 0,
      redisUrl: redis.url,
      env: { STREAMS: "4000", STREAMS_PER_ADDRESS: "4000", PACE: "1000" },
    });
    const registry = createRegistry();
    try {
      const readers = Array.from({ length: READERS }, (_, number) => {
        const heard: { text: string; id: string }[] = [];
        // Another query, another stream.
        const lease = registry.connect(`${cluster.url}/gallery/servers/stream?reader=${number}`);
        lease.on("said", ({ data, lastEventId }) => {
          heard.push({ text: /<span>([^<]*)/.exec(data)?.[1] ?? "", id: lastEventId });
        });
        return { lease, heard };
      });
      const open = () => readers.filter(({ lease }) => lease.connection.state === "open").length;
      await eventually(() => expect(open()).toBe(READERS));
      const starts = cluster.nodes.map((node) => node.starts);
      const publishing = publish({ url: cluster.url, events: EVENTS, rate: 10 });
      await eventually(() => expect(publishing.arrived).toBeGreaterThan(2));
      await cluster.deploy();
      const published = await publishing.done;
      expect(cluster.nodes.every((node, index) => node.starts > (starts[index] ?? 0))).toBe(true);
      const fewest = () => Math.min(...readers.map(({ heard }) => heard.length));
      await eventually(() => expect(fewest()).toBeGreaterThanOrEqual(EVENTS));
      const faults = readers
        .map(({ heard }, number) => score(`reader ${number}`, { heard, gaps: [] }, published))
        .filter(({ lost, doubled, disordered }) => lost + doubled + disordered > 0);
      expect(faults).toEqual([]);
      await eventually(() => expect(open()).toBe(READERS));
    } finally {
      registry.dispose();
      await cluster.close();
      await redis.close();
    }
  },
);

// `pnpm test` repeats this name, so that nobody takes it for tested.
test.each(programPath("redis-server") ? [] : ["redis-server"])(
  "not run on this machine: a deploy with 1,000 readers (%s)",
  (program) => {
    expect(programPath(program)).toBeUndefined();
  },
);
