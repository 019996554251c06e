import { eventually, programPath, type RedisServer, startRedis } from "@sse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ChannelsTakenError, type EventLog, isAfter } from "./event-log.ts";
import { createMemoryLog } from "./memory-log.ts";
import { openReader } from "./reader.ts";
import { createRedisLog } from "./redis-log.ts";

const bounds = { room: { channels: 3, kept: 5 }, hall: { channels: 1, kept: 100 } };
const IDLE = 600;

interface Place {
  /** A log without history. */
  fresh(): Promise<EventLog>;
  /** Another process's view of the log that `fresh` gave last. */
  other(): Promise<EventLog>;
}

let redis: RedisServer | undefined;
let prefix = 0;
const logs: EventLog[] = [];
const kept = (log: EventLog): EventLog => {
  logs.push(log);
  return log;
};

const onRedis = (): Promise<EventLog> =>
  createRedisLog({ url: redis?.url ?? "", bounds, prefix: `test-${prefix}:`, idle: IDLE }).then(kept);

let memory = createMemoryLog(bounds);
const places: Readonly<Record<string, Place>> = {
  memory: {
    fresh: async () => kept((memory = createMemoryLog(bounds))),
    other: async () => memory,
  },
  ...(programPath("redis-server") && {
    redis: {
      fresh() {
        prefix += 1;
        return onRedis();
      },
      other: onRedis,
    },
  }),
};

beforeAll(async () => {
  if (places["redis"]) redis = await startRedis();
});
afterAll(async () => {
  await Promise.all(logs.map((log) => log.close()));
  await redis?.close();
});

const say = (data: string) => ({ event: "said", data });

async function publishAll(log: EventLog, channel: string, ...texts: string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const text of texts) ids.push((await log.publish(channel, say(text))).id);
  return ids;
}

/** What a reader of the channel hears: data, or `reset:` and what is left. */
async function heardFrom(log: EventLog, channel: string, from = ""): Promise<string[]> {
  const heard: string[] = [];
  const reader = await openReader(log, channel);
  reader.read(from, {
    entry: ({ data }) => heard.push(data),
    reset: ({ entries }) => heard.push(`reset:${entries.map(({ data }) => data).join()}`),
  });
  return heard;
}

describe.each(Object.entries(places))("in %s", (_, { fresh, other }) => {
  test("entries have rising ids and count from 1", async () => {
    const log = await fresh();
    const entries = [await log.publish("room:a", say("x")), await log.publish("room:a", say("y"))];
    expect(entries.map(({ number, data }) => [number, data])).toEqual([
      [1, "x"],
      [2, "y"],
    ]);
    expect(isAfter(entries[1]?.id ?? "", entries[0]?.id ?? "")).toBe(true);
    expect(Number(entries[0]?.id.split("-")[0])).toBeGreaterThan(Date.now() - 60_000);
  });

  test("since gives what came after an id, and without one all that is kept", async () => {
    const log = await fresh();
    const [one = "", , three] = await publishAll(log, "room:a", "1", "2", "3");
    const after = await (await other()).since("room:a", one);
    expect(after.entries.map(({ data }) => data)).toEqual(["2", "3"]);
    expect([after.gap, after.position]).toEqual([false, three]);
    expect((await log.since("room:a")).entries).toHaveLength(3);
    expect(await log.since("room:a", three)).toEqual({ entries: [], gap: false, position: three });
  });

  test("looking at a channel opens none", async () => {
    const log = await fresh();
    expect(await log.since("room:a")).toEqual({ entries: [], gap: false, position: "" });
    for (const name of ["b", "c", "d"]) await log.publish(`room:${name}`, say("x"));
  });

  test("the same key adds nothing twice, also from another process", async () => {
    const log = await fresh();
    const first = await log.publish("room:a", say("once"), "key");
    expect(await (await other()).publish("room:a", say("once"), "key")).toEqual(first);
    expect((await log.publish("room:a", say("again"), "other key")).number).toBe(2);
    expect((await log.since("room:a")).entries).toHaveLength(2);
  });

  test("a history is bounded, and a position that it does not reach is told from one that it does", async () => {
    const log = await fresh();
    const ids = await publishAll(log, "room:a", "1", "2", "3", "4", "5", "6", "7");
    expect((await log.since("room:a")).entries.map(({ data }) => data)).toEqual(["3", "4", "5", "6", "7"]);
    const atTheEdge = await log.since("room:a", ids[1]);
    expect([atTheEdge.gap, atTheEdge.entries.length]).toEqual([false, 5]);
    const beyond = await log.since("room:a", ids[0]);
    expect([beyond.gap, beyond.entries.length]).toEqual([true, 5]);
  });

  test.each(["1-0", "not an id", "999999999999999-0"])("the position %s of another log is a gap", async (id) => {
    const log = await fresh();
    await publishAll(log, "room:a", "1", "2");
    const { gap, entries } = await log.since("room:a", id);
    expect([gap, entries.length]).toEqual([true, 2]);
  });

  test("a follower in any process hears what is published in any", async () => {
    const log = await fresh();
    const elsewhere = await other();
    const here = await heardFrom(log, "room:a");
    const there = await heardFrom(elsewhere, "room:a");
    await publishAll(log, "room:a", "1");
    await publishAll(elsewhere, "room:a", "2");
    await eventually(() =>
      expect([here, there]).toEqual([
        ["1", "2"],
        ["1", "2"],
      ]),
    );
  });

  test("a reader hears each entry once, however fast they come while it catches up", async () => {
    const log = await fresh();
    const [from = ""] = await publishAll(log, "hall:a", "0");
    const heard: Promise<string[]>[] = [];
    for (let number = 1; number <= 20; number++) {
      await log.publish("hall:a", say(String(number)));
      heard.push(heardFrom(log, "hall:a", from));
    }
    await log.publish("hall:a", say("last"));
    const expected = [...Array.from({ length: 20 }, (_each, index) => String(index + 1)), "last"];
    for (const each of await Promise.all(heard)) await eventually(() => expect(each).toEqual(expected));
  });

  test("the position before the first entry is one to go on from", async () => {
    const log = await fresh();
    const positions: string[] = [];
    const reader = await openReader(log, "room:a");
    reader.read("", { entry: () => {}, reset: () => {}, caughtUp: (position) => positions.push(position) });
    await eventually(() => expect(positions).toHaveLength(1));
    reader.close();
    await publishAll(log, "room:a", "1");
    expect(await log.since("room:a", positions[0])).toMatchObject({ gap: false, entries: [{ data: "1" }] });
  });

  test("channels are bounded: one that nobody follows makes way, one that is followed never does", async () => {
    const log = await fresh();
    await publishAll(log, "room:kept", "1");
    const leave = await log.tail("room:kept", () => {});
    for (let number = 0; number < 6; number++)
      await eventually(() => log.publish(`room:${number}`, say("x")), IDLE * 10);
    expect((await log.since("room:kept")).entries).toHaveLength(1);
    const following = [
      await eventually(() => log.tail("room:b", () => {})),
      await eventually(() => log.tail("room:c", () => {})),
    ];
    await expect(log.tail("room:d", () => {})).rejects.toThrow(ChannelsTakenError);
    await expect(log.publish("room:d", say("x"))).rejects.toThrow(ChannelsTakenError);
    for (const end of [leave, ...following]) end();
    await eventually(() => log.publish("room:d", say("x")));
  });
});

// `pnpm test` repeats this name, so that nobody takes it for tested.
test.each(places["redis"] ? [] : ["redis-server"])("not run on this machine: the log on Redis (%s)", (program) => {
  expect(programPath(program)).toBeUndefined();
});
