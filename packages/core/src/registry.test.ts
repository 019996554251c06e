import { faults, startServer, type TestServer } from "@sse/testkit";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createRegistry } from "./registry.ts";
import type { ConnectOptions, Message, Observation, Registry } from "./types.ts";

// Generous: used up by failures only.
vi.setConfig({ testTimeout: 30_000 });

let server: TestServer;
let registry: Registry;
let reported: unknown[];

beforeEach(async () => {
  server = await startServer();
  reported = [];
  registry = createRegistry({ report: (error) => reported.push(error), defaults: { retry: { min: 1, max: 20 } } });
});
afterEach(async () => {
  registry.dispose();
  await server.close();
});

const task = () => new Promise((resolve) => setTimeout(resolve, 0));

test("leases of one URL share a stream; the last one released closes it", async () => {
  const stream = server.stream("/events");
  const leases = Array.from({ length: 7 }, () => registry.connect(server.url("/events")));
  await stream.waitFor(1);
  expect(registry.connections.length).toBe(1);
  expect(leases[0]?.connection.leases).toBe(7);
  for (const lease of leases.slice(1)) lease.release();
  await task();
  expect(leases[0]?.connection.state).not.toBe("closed");
  leases[0]?.release();
  leases[0]?.release();
  await stream.waitFor(0);
  expect(stream.attempts.length).toBe(1);
  expect(leases[0]?.connection).toMatchObject({ state: "closed", leases: 0 });
  expect(registry.connections).toEqual([]);
});

test("a fragment or another order of headers makes no other stream", () => {
  const url = server.url("/events");
  const first = registry.connect(url, { headers: { a: "1", b: "2" } });
  const second = registry.connect(new URL(`${url}#part`), { headers: { b: "2", a: "1" } });
  expect(second.connection).toBe(first.connection);
  expect(first.connection.url).toBe(url);
});

test("what the server could tell apart is not shared, nor is what asks not to be", () => {
  const url = server.url("/events");
  const options = [
    {},
    { method: "POST" },
    { headers: { a: "1" } },
    { body: "x", method: "POST" },
    { credentials: "include" },
    { share: "none" },
    { share: "none" },
  ] as const;
  const leases = options.map((each) => registry.connect(url, each));
  expect(new Set(leases.map((lease) => lease.connection)).size).toBe(options.length);
  expect(new Set(leases.map((lease) => lease.connection.id)).size).toBe(options.length);
  registry.connect(server.url("/events?other"));
  expect(registry.connections.length).toBe(options.length + 1);
});

test("a lease given back and taken again within a task keeps the stream", async () => {
  const stream = server.stream("/events", { replay: "all" });
  const first = registry.connect(server.url("/events"));
  await stream.waitFor(1);
  first.release();
  const second = registry.connect(server.url("/events"));
  const heard: string[] = [];
  second.on("message", ({ data }) => void heard.push(data));
  await task();
  stream.send({ data: "still here" });
  await vi.waitUntil(() => heard.length > 0, { timeout: 10_000 });
  expect(stream.attempts.length).toBe(1);
});

test("a closed stream is closed for all leases, and the next connect opens another", async () => {
  const stream = server.stream("/events");
  const first = registry.connect(server.url("/events"));
  const second = registry.connect(server.url("/events"));
  const reasons: unknown[] = [];
  second.onState(({ reason }) => reasons.push(reason));
  await stream.waitFor(1);
  first.connection.close();
  first.connection.close();
  expect(reasons.filter(Boolean)).toEqual(["closed"]);
  const third = registry.connect(server.url("/events"));
  expect(third.connection).not.toBe(first.connection);
  // What is left of the first connection must not take the second with it.
  first.release();
  second.release();
  await stream.waitForAttempts(2);
  await stream.waitFor(1);
  expect(registry.connections).toEqual([third.connection]);
});

test("nothing is heard through a released lease, not even the message under way", async () => {
  const stream = server.stream("/events");
  const keeper = registry.connect(server.url("/events"));
  const first = registry.connect(server.url("/events"));
  const second = registry.connect(server.url("/events"));
  const heard: string[] = [];
  first.on("message", () => {
    heard.push("first");
    second.release();
  });
  second.on("message", () => void heard.push("second"));
  second.onState(() => heard.push("state"));
  await stream.waitFor(1);
  await vi.waitUntil(() => keeper.connection.state === "open", { timeout: 10_000 });
  heard.length = 0;
  stream.send({ data: "1" });
  await vi.waitUntil(() => heard.length > 0, { timeout: 10_000 });
  keeper.connection.reconnect();
  second.on("message", () => void heard.push("late"))();
  expect(heard).toEqual(["first"]);
});

test("a listener that throws or rejects is reported and stops nothing", async () => {
  const stream = server.stream("/events");
  const lease = registry.connect(server.url("/events"));
  const heard: Message[] = [];
  lease.on("message", () => {
    throw new Error("thrown");
  });
  lease.on("message", () => Promise.reject(new Error("rejected")));
  lease.on("message", (message) => void heard.push(message));
  lease.onState(() => {
    throw new Error("state");
  });
  await stream.waitFor(1);
  stream.send({ data: "1" });
  stream.send({ data: "2" });
  await vi.waitUntil(() => heard.length === 2, { timeout: 10_000 });
  expect(heard.map(({ data }) => data)).toEqual(["1", "2"]);
  expect(new Set(reported.map((error) => (error as Error).message))).toEqual(new Set(["state", "thrown", "rejected"]));
});

test("several listeners get the same message object", async () => {
  const stream = server.stream("/events");
  const lease = registry.connect(server.url("/events"));
  const heard: Message[] = [];
  for (let index = 0; index < 2; index++) lease.on("tick", (message) => void heard.push(message));
  await stream.waitFor(1);
  stream.send({ event: "tick", data: "1" });
  await vi.waitUntil(() => heard.length === 2, { timeout: 10_000 });
  expect(heard[0]).toBe(heard[1]);
  expect(heard[0]).toEqual({ type: "tick", data: "1", lastEventId: "", origin: server.origin });
});

test("every run of deliveries goes through `batch`", async () => {
  let held = 0;
  const heard: string[] = [];
  const own = createRegistry({
    batch(deliver) {
      const before = heard.length;
      deliver();
      held += heard.length - before;
    },
  });
  const stream = server.stream("/events");
  const lease = own.connect(server.url("/events"));
  lease.on("message", ({ data }) => void heard.push(data));
  await stream.waitFor(1);
  stream.write("data: 1\n\ndata: 2\n\ndata: 3\n\n");
  await vi.waitUntil(() => heard.length === 3, { timeout: 10_000 });
  expect(held).toBe(3);
  own.dispose();
});

test.each(["http://", "not a url", "/relative"])("%j does not parse here and throws a TypeError", (url) => {
  expect(() => registry.connect(url)).toThrow(TypeError);
  expect(registry.connections).toEqual([]);
});

test.each(["javascript:alert(1)", "data:text/event-stream,data: 1", "file:///etc/passwd", "ftp://host/"])(
  "%s never connects",
  (url) => {
    expect(() => registry.connect(url)).toThrow(new TypeError(`Not http: ${new URL(url)}`));
  },
);

test.each([
  ["a body that a GET cannot have", { body: "x" }],
  ["a header that is none", { headers: { "no header": "1" } }],
  ["a method that no page may use", { method: "TRACE" }],
])("%s throws a TypeError at once, instead of failing for ever", (_, options) => {
  expect(() => registry.connect(server.url("/events"), options)).toThrow(TypeError);
  expect(() => registry.connect("http://user:password@127.0.0.1/")).toThrow(TypeError);
  expect(registry.connections).toEqual([]);
});

test.each<[ConnectOptions, string]>([
  [{ retry: { min: NaN } }, "retry.min takes a number from 0 on, not NaN"],
  [{ retry: { max: -1 } }, "retry.max takes a number from 0 on, not -1"],
  [{ idle: -1 }, "idle takes a number from 0 on, not -1"],
  [{ connectTimeout: -5 }, "connectTimeout takes a number from 0 on, not -5"],
  [{ maxEventSize: NaN }, "maxEventSize takes a number from 0 on, not NaN"],
])("%j is refused: it would be a loop", (options, message) => {
  expect(() => registry.connect(server.url("/events"), options)).toThrow(new TypeError(message));
  expect(registry.connections).toEqual([]);
});

test("`defaults` apply to every connect", () => {
  const own = createRegistry({ defaults: { share: "none" } });
  const url = server.url("/events");
  const { connection } = own.connect(url);
  expect(own.connect(url).connection).not.toBe(connection);
  expect(own.connect(url, { share: "page" }).connection).toBe(own.connect(url, { share: "page" }).connection);
  own.dispose();
});

test("a listener that causes the next step does not get ahead of the others", async () => {
  const stream = server.stream("/events");
  stream.respondNext(faults.status(503));
  const heard: string[][] = [[], []];
  const lease = registry.connect(server.url("/events"), { retry: { min: 3_600_000 } });
  lease.onState(({ state }) => {
    heard[0]?.push(state);
    if (state === "waiting") lease.connection.reconnect();
    expect(lease.connection.state).toBe(state === "waiting" ? "connecting" : state);
  });
  registry.observe((told) => told.kind === "state" && heard.push([told.change.state]));
  lease.onState(({ state, previous }) => void heard[1]?.push(`${previous} ${state}`));
  await vi.waitUntil(() => lease.connection.state === "open", { timeout: 10_000 });
  expect(heard).toEqual([
    ["waiting", "connecting", "open"],
    ["connecting waiting", "waiting connecting", "connecting open"],
    ["waiting"],
    ["connecting"],
    ["open"],
  ]);
  expect(reported).toEqual([]);
});

test("an observer hears of connections, states, messages, subscribers and errors", async () => {
  const stream = server.stream("/events");
  const heard: Observation[] = [];
  const undo = registry.observe((observation) => heard.push(observation));
  const lease = registry.connect(server.url("/events"));
  const off = lease.on("tick", () => {
    throw new Error("broken");
  });
  await stream.waitFor(1);
  stream.send({ event: "tick", data: "four", id: "9" });
  await vi.waitUntil(() => heard.some(({ kind }) => kind === "error"), { timeout: 10_000 });
  off();
  off();
  stream.drop();
  await vi.waitUntil(() => heard.length >= 9, { timeout: 10_000 });
  const message = heard.find((what) => what.kind === "message");
  expect(message).toMatchObject({ size: 4, subscribers: 1, message: { type: "tick", lastEventId: "9" } });
  const steps = heard.map((what) => (what.kind === "state" ? what.change.state : what.kind));
  expect(steps.slice(0, 9)).toEqual([
    "connection",
    "connecting",
    "subscribed",
    "open",
    "message",
    "error",
    "unsubscribed",
    "waiting",
    "error",
  ]);
  expect(heard.every((what) => what.connection === lease.connection && Math.abs(Date.now() - what.time) < 60_000)).toBe(
    true,
  );
  undo();
  const before = heard.length;
  lease.on("other", () => {});
  expect(heard.length).toBe(before);
});

test("an observer may close a connection it hears of: nothing is opened, and the next connect is a new one", async () => {
  const stream = server.stream("/events");
  const undo = registry.observe(({ kind, connection }) => kind === "connection" && connection.close());
  const closed = registry.connect(server.url("/events"));
  undo();
  expect(closed.connection.state).toBe("closed");
  const next = registry.connect(server.url("/events"));
  expect(next.connection).not.toBe(closed.connection);
  await stream.waitFor(1);
  expect(stream.attempts.length).toBe(1);
});

test("an observer that throws is reported and harms nobody", async () => {
  const stream = server.stream("/events");
  const kinds: string[] = [];
  registry.observe(() => {
    throw new Error("observer");
  });
  registry.observe(({ kind }) => kinds.push(kind));
  registry.connect(server.url("/events"));
  await stream.waitFor(1);
  expect(kinds).toContain("connection");
  expect(reported).toContainEqual(new Error("observer"));
});

test("a name with a subscriber costs the same whatever the number of other names", async () => {
  const stream = server.stream("/events");
  const lease = registry.connect(server.url("/events"));
  let calls = 0;
  for (let index = 0; index < 10_000; index++) lease.on(`name ${index}`, () => void calls++);
  await stream.waitFor(1);
  stream.send({ event: "name 5000", data: "" });
  stream.send({ event: "nobody", data: "" });
  stream.send({ event: "name 1", data: "" });
  await vi.waitUntil(() => calls >= 2, { timeout: 10_000 });
  expect(calls).toBe(2);
});

test("share:browser without the browser-shared feed says so once and has a stream per page", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  const stream = server.stream("/events");
  const first = registry.connect(server.url("/events"), { share: "browser" });
  const second = registry.connect(server.url("/events?2"), { share: "browser" });
  await stream.waitFor(2);
  expect([first, second].map(({ connection }) => connection.transport)).toEqual(["fetch", "fetch"]);
  expect(warn.mock.calls).toEqual([[expect.stringContaining("browserShared")]]);
  warn.mockRestore();
});

test("dispose closes everything and leaves no socket", async () => {
  const stream = server.stream("/events");
  const leases = [registry.connect(server.url("/events")), registry.connect(server.url("/events?2"))];
  await stream.waitFor(2);
  registry.dispose();
  expect(leases.map(({ connection }) => connection.state)).toEqual(["closed", "closed"]);
  await vi.waitUntil(() => server.sockets === 0, { timeout: 10_000 });
  expect(registry.connections).toEqual([]);
});

test("attempts of one sharer end its own lease; the others go on with the stream", async () => {
  const stream = server.stream("/events");
  stream.respondNext(faults.status(503), faults.status(503));
  const retry = { min: 1, max: 5 };
  const [impatient, patient] = [1, 9].map((attempts) => registry.connect(server.url("/events"), { attempts, retry }));
  const told: (string | undefined)[] = [];
  impatient?.onState(({ reason }) => {
    if (reason === "attempts") throw new Error("thrown at the end");
  });
  impatient?.onState(({ state, reason }) => told.push(reason ?? state));
  const heard: string[] = [];
  impatient?.on("x", ({ data }) => void heard.push(`impatient ${data}`));
  patient?.on("x", ({ data }) => void heard.push(`patient ${data}`));
  await stream.waitFor(1);
  stream.send({ event: "x", data: "1" });
  await vi.waitUntil(() => heard.length > 0, { timeout: 10_000 });
  expect(told.at(-1)).toBe("attempts");
  expect(reported).toEqual([new Error("thrown at the end")]);
  expect(heard).toEqual(["patient 1"]);
  expect(patient?.connection.leases).toBe(1);
});

test("a position that is too long to be sent is not, and is told as a gap", async () => {
  const stream = server.stream("/events");
  const lease = registry.connect(server.url("/events"), { retry: { min: 1, max: 5 } });
  const gaps: string[] = [];
  lease.onGap(({ code }) => gaps.push(code));
  await stream.waitFor(1);
  stream.send({ data: "1", id: "x".repeat(5000) });
  await vi.waitUntil(() => lease.connection.lastEventId.length === 5000, { timeout: 10_000 });
  stream.drop();
  await stream.waitForAttempts(2);
  await vi.waitUntil(() => gaps.length > 0, { timeout: 10_000 });
  expect(stream.attempts.at(-1)?.lastEventId).toBeUndefined();
  expect(gaps).toEqual(["gap"]);
});
