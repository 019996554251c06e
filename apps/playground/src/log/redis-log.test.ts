import { eventually, programPath, type RedisServer, startRedis } from "@sse/testkit";
import { Redis } from "ioredis";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type EventLog, isAfter, LogUnavailableError } from "./event-log.ts";
import { openReader } from "./reader.ts";
import { createRedisLog } from "./redis-log.ts";

const bounds = { hall: { channels: 1, kept: 100 } };

const say = (data: string) => ({ event: "said", data });

/** What a reader of the channel hears: data, or `reset:` and what is left. */
async function heardFrom(log: EventLog, from = ""): Promise<string[]> {
  const heard: string[] = [];
  const reader = await openReader(log, "hall:a");
  reader.read(from, {
    entry: ({ data }) => heard.push(data),
    reset: ({ entries }) => heard.push(`reset:${entries.map(({ data }) => data).join()}`),
  });
  return heard;
}

describe.each(programPath("redis-server") ? ["redis-server"] : [])("on %s", () => {
  let server: RedisServer;
  let log: EventLog;
  let states: string[];
  beforeEach(async () => {
    states = [];
    server = await startRedis();
    log = await createRedisLog({ url: server.url, bounds, onState: (state) => states.push(state) });
  });
  afterEach(async () => {
    await log.close();
    await server.close();
  });

  test("a history that was wiped is told to those that listen and to those that come back, and ids go on", async () => {
    const one = await log.publish("hall:a", say("1"));
    const listening = await heardFrom(log);
    await eventually(() => expect(listening).toEqual(["1"]));
    const client = new Redis(server.url);
    await client.flushall();
    client.disconnect();
    const two = await log.publish("hall:a", say("2"));
    expect(isAfter(two.id, one.id)).toBe(true);
    await eventually(() => expect(listening).toEqual(["1", "reset:2"]));
    const back = await heardFrom(log, one.id);
    await eventually(() => expect(back).toEqual(["reset:2"]));
    await log.publish("hall:a", say("3"));
    await eventually(() => expect(listening).toEqual(["1", "reset:2", "3"]));
  });

  test("a process that stood still while the history moved on is told so", async () => {
    const heard = await heardFrom(log);
    await log.publish("hall:a", say("0"));
    await eventually(() => expect(heard).toEqual(["0"]));
    const client = new Redis(server.url);
    // As if more had come, and gone, than this process could read.
    await client.xadd("playground:hall:a", "*", "number", 9, "before", "1-1", "event", "said", "data", "9");
    client.disconnect();
    await eventually(() => expect(heard).toEqual(["0", "reset:0,9"]));
  });

  test("while Redis is away publishing fails and readers stay; then they go on where they were", async () => {
    const heard = await heardFrom(log);
    await log.publish("hall:a", say("1"));
    await eventually(() => expect(heard).toEqual(["1"]));
    await server.kill();
    await expect(log.publish("hall:a", say("2"), "key")).rejects.toThrow(LogUnavailableError);
    await server.start();
    await eventually(() => log.publish("hall:a", say("2"), "key"));
    await eventually(() => expect(heard).toEqual(["1", "2"]));
    expect(states).toEqual(["lost", "back"]);
  });

  test("a short absence is waited out, and what was under way is not done twice", async () => {
    const texts = Array.from({ length: 40 }, (_each, index) => String(index));
    const publishing = texts.map((text) => log.publish("hall:a", say(text)));
    await server.kill();
    await server.start();
    const entries = await Promise.all(publishing);
    expect(new Set(entries.map(({ number }) => number)).size).toBe(40);
    expect((await log.publish("hall:a", say("last"))).number).toBe(41);
  });

  test("an address where nobody answers is refused at once", async () => {
    await expect(createRedisLog({ url: "redis://127.0.0.1:1", bounds })).rejects.toThrow(LogUnavailableError);
  });
});
