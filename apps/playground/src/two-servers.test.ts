import { eventually, programPath, type RedisServer, startRedis } from "@sse/testkit";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { EventLog } from "./log/event-log.ts";
import { createRedisLog } from "./log/redis-log.ts";
import { bounds } from "./playground.ts";
import { type RunningServer, startServer } from "./server.ts";

/** What a stream has said so far, and a way to leave it. */
async function hear(url: string, lastEventId?: string): Promise<{ text: () => string; leave: () => void }> {
  const leaving = new AbortController();
  const headers = lastEventId === undefined ? {} : { "Last-Event-ID": lastEventId };
  const response = await fetch(url, { headers, signal: leaving.signal });
  expect(response.status).toBe(200);
  let text = "";
  void (async () => {
    for await (const piece of response.body?.pipeThrough(new TextDecoderStream()) ?? []) text += piece;
  })().catch(() => (text += "[cut]"));
  return { text: () => text, leave: () => leaving.abort() };
}

describe.each(programPath("redis-server") ? ["redis-server"] : [])("two playgrounds on one %s", () => {
  let redis: RedisServer;
  let logs: EventLog[];
  let servers: RunningServer[];
  beforeEach(async () => {
    redis = await startRedis();
    logs = [await createRedisLog({ url: redis.url, bounds }), await createRedisLog({ url: redis.url, bounds })];
    servers = await Promise.all(
      logs.map((log, index) =>
        startServer({ port: 0, host: "127.0.0.1", playground: { log, server: `server ${index}` } }),
      ),
    );
  });
  afterEach(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await Promise.all(logs.map((log) => log.close()));
    await redis.close();
  });

  const at = (index: number, path: string): string => `${servers[index]?.url}${path}`;
  const say = (index: number, text: string, key = text): Promise<Response> =>
    fetch(at(index, "/gallery/chat/say"), {
      method: "POST",
      body: new URLSearchParams({ text }),
      headers: { "Idempotency-Key": key },
      redirect: "manual",
    });

  test("a chat is one room, its history too, and who comes to the other server goes on there", async () => {
    const stream = await hear(at(0, "/gallery/chat/stream"));
    expect((await say(1, "one")).status).toBe(303);
    await eventually(() => expect(stream.text()).toContain("one"));
    const id = /^id: (\d+-\d+)\ndata: .*$/m.exec(stream.text())?.[1];
    stream.leave();
    await say(0, "two");
    await say(0, "two");
    const back = await hear(at(1, "/gallery/chat/stream"), id);
    await eventually(() => expect(back.text()).toContain("two"));
    await say(1, "three");
    await eventually(() => expect(back.text()).toContain("three"));
    expect(back.text()).not.toContain("one");
    expect(back.text().split("two")).toHaveLength(2);
    expect(await (await fetch(at(1, "/gallery/chat"))).text()).toMatch(/one[^]*two[^]*three/);
  });

  test("an editor's stream and a desk are reached by whichever server a request comes to", async () => {
    const key = "0".repeat(32);
    const composed = await hear(at(0, `/editor/${key}/stream`));
    await eventually(async () => {
      await fetch(at(1, `/editor/${key}/send`), { method: "POST", body: new URLSearchParams({ data: "hello" }) });
      expect(composed.text()).toContain("data: hello");
    });
    const desk = await hear(at(0, `/faults/${key}/stream`));
    await eventually(() => expect(desk.text()).toContain("event: number"));
    await fetch(at(1, `/faults/${key}/drop`), { method: "POST", redirect: "manual" });
    await eventually(() => expect(desk.text()).toContain("[cut]"));
  });

  test("without its store a server keeps its readers, answers 503 to who publishes, and goes on afterwards", async () => {
    const stream = await hear(at(0, "/gallery/chat/stream"));
    await say(0, "before");
    await eventually(() => expect(stream.text()).toContain("before"));
    await redis.kill();
    const refused = await say(0, "meanwhile");
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "1"]);
    expect((await fetch(at(0, "/gallery/chat/stream?room=new"))).status).toBe(503);
    expect((await fetch(at(0, "/guide"))).status).toBe(200);
    expect(stream.text()).not.toContain("[cut]");
    await redis.start();
    await eventually(async () => expect((await say(1, "meanwhile")).status).toBe(303));
    await eventually(() => expect(stream.text()).toContain("meanwhile"));
    expect(stream.text().split("meanwhile")).toHaveLength(2);
  });
});
