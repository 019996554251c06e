import { faults, startServer, type TestServer } from "@sse/testkit";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { deferred } from "../../test/deferred.ts";
import { SseLimitError } from "../errors.ts";
import { createRegistry } from "../registry.ts";
import type { ConnectOptions, Message, Registry } from "../types.ts";

// Generous: used up by failures only.
vi.setConfig({ testTimeout: 30_000 });

let server: TestServer;
let registry: Registry;

beforeEach(async () => {
  server = await startServer();
  registry = createRegistry({ defaults: { retry: { min: 1, max: 20 } } });
});
afterEach(async () => {
  registry.dispose();
  await server.close();
});

function connect(path: string, options?: ConnectOptions) {
  const lease = registry.connect(server.url(path), options);
  const messages: Message[] = [];
  lease.on("message", (message) => void messages.push(message));
  const until = (count: number) => vi.waitUntil(() => messages.length >= count, { timeout: 30_000, interval: 5 });
  return { lease, connection: lease.connection, messages, until };
}

test("a stream is asked for as the standard says, and not from a cache", async () => {
  const stream = server.stream("/events");
  const { connection } = connect("/events");
  await stream.waitFor(1);
  const [request] = stream.opened;
  expect(request).toMatchObject({ method: "GET", body: "", lastEventId: undefined });
  expect(request?.headers).toMatchObject({ accept: "text/event-stream", "cache-control": "no-cache" });
  expect(connection.transport).toBe("fetch");
});

test("method, headers and body travel, with every attempt", async () => {
  const stream = server.stream("/events", { replay: "all" });
  stream.respondNext(faults.status(503));
  connect("/events", { method: "POST", headers: { Authorization: "Bearer 1" }, body: '{"q":1}' });
  await stream.waitFor(1);
  for (const request of stream.attempts) {
    expect(request).toMatchObject({ method: "POST", body: '{"q":1}', headers: { authorization: "Bearer 1" } });
  }
  expect(stream.attempts.length).toBe(2);
});

test.each<[ConnectOptions, number]>([
  [{ method: "POST", body: "q" }, 1],
  [{ method: "PUT", body: "q" }, 1],
  [{ method: "POST", body: "q", retry: { min: 1 } }, 3],
  [{ method: "POST", body: "q", attempts: 9 }, 3],
  [{ method: "GET" }, 3],
])("a response to %j that ends properly is asked for %i times", async (options, times) => {
  const stream = server.stream("/events");
  const answer = faults.body(["data: a\n\n"]);
  stream.respondNext(answer, answer, faults.status(204));
  const { lease, messages } = connect("/events", options);
  const reasons: unknown[] = [];
  lease.onState(({ state, reason, error }) => void (state === "closed" && reasons.push(reason, error)));
  await vi.waitUntil(() => reasons.length, { timeout: 30_000, interval: 5 });
  expect(reasons).toEqual(["ended", undefined]);
  expect(stream.attempts.length).toBe(times);
  expect(messages.length).toBe(Math.min(times, 2));
});

test("a POST whose response breaks off is asked again, from the last event ID", async () => {
  const stream = server.stream("/events", { replay: "missed" });
  const { until } = connect("/events", { method: "POST", body: "q" });
  await stream.waitFor(1);
  stream.send({ data: "1" });
  await until(1);
  stream.drop();
  await stream.waitForAttempts(2);
  expect(stream.attempts[1]).toMatchObject({ method: "POST", body: "q", lastEventId: "1" });
});

test("redirects are followed, and the origin is the one the stream was read from", async () => {
  const elsewhere = await startServer();
  elsewhere.stream("/events", { replay: "all" }).send({ data: "1" });
  server.stream("/moved").respond(faults.redirect(elsewhere.url("/events"), 307));
  const { messages, until } = connect("/moved");
  await until(1);
  expect(messages[0]?.origin).toBe(elsewhere.origin);
  registry.dispose();
  await elsewhere.close();
});

test("with origins given, a redirect to another one is not read and ends the stream", async () => {
  const elsewhere = await startServer();
  elsewhere.stream("/events", { replay: "all" }).send({ data: "1" });
  const moved = server.stream("/moved");
  moved.respond(faults.redirect(elsewhere.url("/events"), 307));
  const refused = connect("/moved", { allowOrigins: [server.origin] });
  const ends: unknown[] = [];
  refused.lease.onState(({ state, error, reason }) => state === "closed" && ends.push([error?.code, reason]));
  const allowed = connect("/moved", { allowOrigins: [server.origin, elsewhere.origin], share: "none" });
  await allowed.until(1);
  await vi.waitUntil(() => ends.length > 0, { timeout: 30_000, interval: 5 });
  expect(ends).toEqual([["origin", "error"]]);
  expect(refused.messages).toEqual([]);
  expect(moved.attempts).toHaveLength(2);
  registry.dispose();
  await elsewhere.close();
});

test.each([102, 103] as const)("a %i before the answer does no harm", async (code) => {
  const stream = server.stream("/events", { replay: "all" });
  stream.respondNext(faults.informational(code));
  stream.send({ data: "1" });
  await connect("/events").until(1);
  expect(stream.attempts.length).toBe(1);
});

test("a compressed stream is heard event by event", async () => {
  const stream = server.stream("/events");
  stream.respondNext(faults.gzip());
  const { until, messages } = connect("/events");
  await stream.waitFor(1);
  stream.send({ data: "1" });
  await until(1);
  stream.send({ data: "2" });
  await until(2);
  expect(messages.map(({ data }) => data)).toEqual(["1", "2"]);
});

test("a stream that comes byte by byte is heard whole", async () => {
  const stream = server.stream("/events");
  stream.respondNext(faults.drip("id: ä\ndata: 🎉🎉\n\n"));
  const { until, messages } = connect("/events");
  await until(1);
  expect(messages[0]).toMatchObject({ data: "🎉🎉", lastEventId: "ä" });
});

test("a flood of 100,000 events arrives complete and in order", async () => {
  const stream = server.stream("/events");
  stream.respondNext(faults.flood(100_000));
  const { until, messages } = connect("/events");
  await until(100_000);
  expect(messages.every(({ data }, index) => data === String(index))).toBe(true);
});

test("an event above the default limit of 16 Mi ends the stream, with an error that names the limit", async () => {
  const stream = server.stream("/events");
  stream.respond(faults.huge(20_000_000));
  const { lease, messages } = connect("/events");
  const closed = deferred<unknown>();
  lease.onState(({ state, error }) => state === "closed" && closed.resolve(error));
  const error = await closed.promise;
  expect(error).toBeInstanceOf(SseLimitError);
  expect((error as Error).message).toContain("16777216");
  expect(messages).toEqual([]);
  expect(stream.attempts.length).toBe(1);
});

test("an event of 20 MB passes where it is allowed", async () => {
  const stream = server.stream("/events");
  stream.respondNext(faults.huge(20_000_000));
  const { until, messages } = connect("/events", { maxEventSize: 2 ** 25 });
  await until(1);
  expect(messages[0]?.data.length).toBe(20_000_000);
});

test("a server is not read further while a subscriber is behind", async () => {
  const stream = server.stream("/events");
  const text = "x".repeat(10_000);
  stream.respondNext(faults.flood(5000, (index) => ({ data: `${index} ${text}` })));
  const { lease, messages, until } = connect("/events");
  const behind = deferred();
  lease.on("message", () => behind.promise);
  await until(1);
  // The server is done with what fits into the buffers of the sockets; the rest of 50 MB waits on its side.
  let seen = -1;
  await vi.waitUntil(
    () => {
      const settled = messages.length === seen;
      seen = messages.length;
      return settled;
    },
    { interval: 200, timeout: 10_000 },
  );
  expect(messages.length).toBeLessThan(2500);
  expect(stream.connections).toBe(0);
  behind.resolve();
  await until(5000);
  await stream.waitFor(1);
  expect(messages.every(({ data }, index) => data === `${index} ${text}`)).toBe(true);
});
