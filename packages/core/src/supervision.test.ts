import { faults, startServer, type TestServer } from "@sse/testkit";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { deferred } from "../test/deferred.ts";
import { supervised } from "../test/supervised.ts";
import { SseContentTypeError, SseHttpError, SseNetworkError, SseTimeoutError } from "./errors.ts";
import { createRegistry } from "./registry.ts";
import type { StreamSink } from "./transports/transport.ts";
import type { ConnectOptions, Message, Registry, StateChange } from "./types.ts";

// Generous: used up by failures only.
vi.setConfig({ testTimeout: 30_000 });

let server: TestServer;
let registry: Registry;

beforeEach(async () => {
  server = await startServer();
  registry = createRegistry();
});
afterEach(async () => {
  registry.dispose();
  await server.close();
});

/** A lease that keeps what it hears; retries are quick unless told otherwise. */
function connect(path: string, options: ConnectOptions = {}) {
  const lease = registry.connect(server.url(path), { retry: { min: 1, max: 20 }, ...options });
  const changes: StateChange[] = [];
  const messages: Message[] = [];
  const { promise: closed, resolve } = deferred<StateChange>();
  lease.onState((change) => {
    changes.push(change);
    if (change.state === "closed") resolve(change);
  });
  lease.on("message", (message) => void messages.push(message));
  const until = (count: number) => vi.waitUntil(() => messages.length >= count, { timeout: 10_000, interval: 2 });
  return { lease, connection: lease.connection, changes, messages, closed, until };
}

test("a stream goes through connecting, open, waiting and on until it is released", async () => {
  const stream = server.stream("/events", { replay: "all" });
  const { lease, connection, changes, until } = connect("/events");
  expect(connection.state).toBe("connecting");
  stream.send({ data: "1" });
  await until(1);
  stream.drop();
  await stream.waitForAttempts(2);
  stream.send({ data: "2" });
  await until(2);
  lease.release();
  await stream.waitFor(0);
  expect(connection.state).toBe("closed");
  expect(changes.map(({ previous, state }) => `${previous} ${state}`)).toEqual([
    "connecting open",
    "open waiting",
    "waiting connecting",
    "connecting open",
  ]);
});

test.each([
  ["hung up on", (stream) => stream.drop(), "broke off: "],
  ["reset", (stream) => stream.reset(), "broke off: "],
  ["ended", (stream) => stream.end(), "ended its response: keep it open"],
] as [string, (stream: ReturnType<TestServer["stream"]>) => void, string][])(
  "a stream that is %s resumes from the last event ID, with nothing lost or doubled",
  async (_, fail, says) => {
    const stream = server.stream("/events", { replay: "all" });
    const { messages, changes, until } = connect("/events");
    stream.send({ data: "1" });
    stream.send({ data: "2", id: "grüße-2" });
    await until(2);
    fail(stream);
    await stream.waitFor(0);
    stream.send({ data: "3" });
    await until(3);
    expect(messages.map(({ data }) => data)).toEqual(["1", "2", "3"]);
    expect(stream.opened.map(({ lastEventId }) => lastEventId)).toEqual([undefined, "grüße-2"]);
    const waiting = changes.find(({ state }) => state === "waiting");
    expect(waiting?.error).toBeInstanceOf(SseNetworkError);
    expect(waiting?.error?.message).toContain(says);
    expect(waiting?.retryIn).toBeGreaterThanOrEqual(1);
  },
);

test("what can pass is tried again: refusals, resets, truncation, 5xx, 429, 408", async () => {
  const stream = server.stream("/events", { replay: "all" });
  stream.respondNext(
    faults.refuse(),
    faults.status(500),
    faults.status(503),
    faults.status(429),
    faults.status(408),
    faults.resetAfter("data: part"),
    faults.truncatedChunk("data: part"),
    faults.garbage(500),
  );
  const { until, connection } = connect("/events");
  stream.send({ data: "there" });
  await until(1);
  expect(stream.attempts.length).toBe(9);
  expect(connection.failures).toBe(8);
});

test("a server that restarts finds its clients again", async () => {
  const stream = server.stream("/events", { replay: "all" });
  const { until, changes } = connect("/events");
  stream.send({ data: "1" });
  await until(1);
  await server.down();
  await vi.waitUntil(() => changes.filter(({ state }) => state === "waiting").length > 2, { timeout: 10_000 });
  await server.up();
  stream.send({ data: "2" });
  await until(2);
});

test("204 ends a stream in silence", async () => {
  const stream = server.stream("/events");
  stream.respondNext(faults.status(204));
  const { closed } = connect("/events");
  const change = await closed;
  expect(change).toEqual({ state: "closed", previous: "connecting", reason: "ended" });
  expect(stream.attempts.length).toBe(1);
});

test.each([400, 401, 403, 404, 410, 201])("%i ends a stream with an error that carries it, at once", async (code) => {
  const stream = server.stream("/events");
  stream.respondNext(faults.status(code));
  const { closed } = connect("/events");
  const { reason, error } = await closed;
  expect(reason).toBe("error");
  expect(error).toBeInstanceOf(SseHttpError);
  expect(error).toMatchObject({ status: code, url: server.url("/events") });
  expect(stream.attempts.length).toBe(1);
});

test.each(["text/html", "text/event-stream-not", "application/json"])("an answer of %s ends a stream", async (type) => {
  const stream = server.stream("/events");
  stream.respondNext(faults.wrongType(type));
  const { reason, error } = await connect("/events").closed;
  expect(reason).toBe("error");
  expect(error).toBeInstanceOf(SseContentTypeError);
  expect(error?.message).toContain(type);
});

test("a content type may have parameters and any case", async () => {
  const stream = server.stream("/events", {
    replay: "all",
    headers: { "Content-Type": "Text/Event-Stream;charset=x" },
  });
  const { until } = connect("/events");
  stream.send({ data: "1" });
  await until(1);
});

test("a failure that lasts is given up after that many attempts, with the last error", async () => {
  const stream = server.stream("/events");
  stream.respond(faults.status(503));
  const { closed, connection } = connect("/events", { attempts: 3 });
  const { reason, error } = await closed;
  expect(reason).toBe("attempts");
  expect(error).toMatchObject({ status: 503 });
  expect(stream.attempts.length).toBe(3);
  expect(connection.failures).toBe(3);
});

test("a server that sends one event and dies, again and again, is given up after that many attempts", async () => {
  const stream = server.stream("/events");
  stream.respond(faults.body(["data: hello\n\n"]));
  const { closed, messages } = connect("/events", { attempts: 3 });
  expect(await closed).toMatchObject({ reason: "attempts" });
  expect(stream.attempts.length).toBe(3);
  expect(messages.length).toBe(3);
});

test("Retry-After is honoured, as seconds and as a date", async () => {
  const stream = server.stream("/events");
  const date = new Date(Date.now() + 3_600_000).toUTCString();
  stream.respondNext(faults.status(503, { retryAfter: "3600" }), faults.status(429, { retryAfter: date }));
  const { changes, connection } = connect("/events");
  const waits = () => changes.filter(({ state }) => state === "waiting");
  await vi.waitUntil(() => waits().length === 1, { timeout: 10_000 });
  expect(waits()[0]?.retryIn).toBeGreaterThanOrEqual(3_600_000);
  connection.reconnect();
  await vi.waitUntil(() => waits().length === 2, { timeout: 10_000 });
  expect(waits()[1]?.retryIn).toBeGreaterThan(3_590_000);
});

test("the server's retry field sets the minimum, but never below the page's own", async () => {
  const stream = server.stream("/events");
  const waitAfter = async (text: string, retry: ConnectOptions["retry"] = {}) => {
    stream.respondNext(faults.body([text]));
    const { changes, lease } = connect("/events", { retry, share: "none" });
    const wait = await vi.waitUntil(() => changes.find(({ state }) => state === "waiting"), { timeout: 10_000 });
    lease.release();
    return wait.retryIn;
  };
  expect(await waitAfter("retry: 600000\n\n")).toBeGreaterThanOrEqual(600_000);
  expect(await waitAfter("retry: 5\n\n", { min: 300_000 })).toBeGreaterThanOrEqual(300_000);
  expect(await waitAfter("retry: 0\n\n")).toBeLessThan(500);
});

test("reconnect() cuts a wait short", async () => {
  const stream = server.stream("/events");
  stream.respondNext(faults.status(503));
  const { connection } = connect("/events", { retry: { min: 3_600_000 } });
  await vi.waitUntil(() => connection.state === "waiting", { timeout: 10_000 });
  connection.reconnect();
  await stream.waitFor(1);
});

test("reconnect() opens an open stream anew, from the last event ID", async () => {
  const stream = server.stream("/events", { replay: "all" });
  const { connection, until } = connect("/events");
  stream.send({ data: "1" });
  await until(1);
  connection.reconnect();
  await stream.waitForAttempts(2);
  await stream.waitFor(1);
  expect(stream.opened.at(-1)?.lastEventId).toBe("1");
});

test("a listener may reconnect in the middle of a chunk: the rest comes again, once", async () => {
  const stream = server.stream("/events", { replay: "all" });
  for (const data of ["1", "2", "3"]) stream.send({ data });
  const { lease, connection, messages, until } = connect("/events");
  lease.on("message", ({ data }) => {
    if (data === "2") connection.reconnect();
  });
  await until(3);
  expect(messages.map(({ data }) => data)).toEqual(["1", "2", "3"]);
  expect(stream.opened.map(({ lastEventId }) => lastEventId)).toEqual([undefined, "2"]);
});

test("a listener that reconnects while an attempt begins leaves one stream", async () => {
  const stream = server.stream("/events");
  const { lease, connection, changes } = connect("/events");
  await stream.waitFor(1);
  let again = true;
  lease.onState(({ state }) => {
    if (state !== "connecting" || !again) return;
    again = false;
    connection.reconnect();
  });
  connection.reconnect();
  await vi.waitUntil(() => changes.at(-1)?.state === "open", { timeout: 10_000 });
  lease.release();
  await stream.waitFor(0);
  expect(stream.attempts.length).toBe(2);
});

test("a silent stream is reconnected after `idle`", async () => {
  const stream = server.stream("/events");
  const { changes } = connect("/events", { idle: 50 });
  await stream.waitForAttempts(2);
  const { error } = changes.find(({ state }) => state === "waiting") ?? {};
  expect(error).toBeInstanceOf(SseTimeoutError);
  expect(error?.message).toContain("idle");
});

test("whatever arrives puts the watchdog off", async () => {
  vi.useFakeTimers();
  try {
    const { feed, states, latest } = supervised({ idle: 1000 });
    await feed.start();
    latest().opened();
    for (let arrivals = 0; arrivals < 10; arrivals++) {
      vi.advanceTimersByTime(900);
      latest().arrived();
      latest().drained("");
    }
    expect(states.at(-1)).toBe("open");
    vi.advanceTimersByTime(1000);
    expect(states.at(-1)).toBe("waiting");
    feed.close();
  } finally {
    vi.useRealTimers();
  }
});

test("a listener that takes longer than `idle` is not the server's silence", async () => {
  const stream = server.stream("/events", { replay: "all" });
  const { lease, connection } = connect("/events", { idle: 30 });
  const slow = deferred();
  let heard = false;
  lease.on("message", async () => {
    heard = true;
    return slow.promise;
  });
  stream.send({ data: "1" });
  await vi.waitUntil(() => heard, { timeout: 10_000 });
  const attempts = stream.attempts.length;
  const watched = vi.fn<() => void>();
  setTimeout(watched, 120);
  await vi.waitUntil(() => watched.mock.calls.length > 0, { timeout: 10_000 });
  expect(connection.state).toBe("open");
  expect(stream.attempts.length).toBe(attempts);
  slow.resolve();
  await stream.waitForAttempts(attempts + 1);
});

// Without a limit of its own, an attempt without an answer is silence.
test.each(["connectTimeout", "idle"])("an attempt that gets no answer is given up after `%s`", async (option) => {
  const stream = server.stream("/events");
  stream.respondNext(faults.silent());
  const { changes } = connect("/events", { [option]: 500 });
  await stream.waitFor(1);
  const { error } = changes.find(({ state }) => state === "waiting") ?? {};
  expect(error).toBeInstanceOf(SseTimeoutError);
  expect(error?.message).toContain(option);
});

test("closing while an attempt is under way leaves no socket and tells nothing more", async () => {
  const stream = server.stream("/events");
  stream.respond(faults.silent());
  const { connection, changes } = connect("/events");
  await stream.waitForAttempts(1);
  connection.close();
  await vi.waitUntil(() => server.sockets === 0, { timeout: 10_000 });
  expect(changes.map(({ state, reason }) => [state, reason])).toEqual([["closed", "closed"]]);
});

/** Runs `rounds` streams one after the other, each open for so long before it breaks, and gives the failures counted. */
async function failuresAfter(rounds: number, openFor: number, hear?: (stream: StreamSink) => void): Promise<number> {
  vi.useFakeTimers();
  const { feed, sink, latest } = supervised({ retry: { min: 10, max: 10 } });
  try {
    await feed.start();
    for (let round = 0; round < rounds; round++) {
      latest().opened();
      hear?.(latest());
      vi.advanceTimersByTime(openFor);
      await latest().failed(new SseNetworkError("/"));
      vi.advanceTimersByTime(10);
    }
    return sink.status.failures;
  } finally {
    feed.close();
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  }
}

test("a stream is stable when it was open for 5 seconds and heard", async () => {
  const hear = (stream: StreamSink) => {
    stream.arrived();
    stream.drained("");
  };
  expect(await failuresAfter(3, 4900, hear)).toBe(3);
  expect(await failuresAfter(3, 5000, hear)).toBe(1);
});

test("a stream that said nothing is stable only after a minute", async () => {
  expect(await failuresAfter(3, 59_000)).toBe(3);
  expect(await failuresAfter(3, 60_000)).toBe(1);
});

test("a stream that is heard once it is stable has no failures any more", async () => {
  vi.useFakeTimers();
  try {
    const { feed, sink, latest } = supervised({ retry: { min: 10, max: 10 } });
    await feed.start();
    await latest().failed(new SseNetworkError("/"));
    vi.advanceTimersByTime(10);
    latest().opened();
    vi.advanceTimersByTime(5000);
    expect(sink.status.failures).toBe(1);
    latest().arrived();
    latest().drained("");
    expect(sink.status.failures).toBe(0);
    feed.close();
  } finally {
    vi.useRealTimers();
  }
});

test("a stream that said nothing until `idle` ran out has failed, however long that was", async () => {
  vi.useFakeTimers();
  try {
    const { feed, states, latest } = supervised({ idle: 600_000, attempts: 3, retry: { min: 10, max: 10 } });
    await feed.start();
    for (let round = 0; round < 3; round++) {
      latest().opened();
      vi.advanceTimersByTime(600_010);
    }
    expect(states.at(-1)).toBe("attempts");
    feed.close();
  } finally {
    vi.useRealTimers();
  }
});

test("the server's `retry:` field is bounded by the page's maximum, and by an hour", async () => {
  const stream = server.stream("/events");
  const waitAfter = async (retry: ConnectOptions["retry"] = {}) => {
    stream.respondNext(faults.body(["retry: 99999999999\n\n"]));
    const { changes, lease } = connect("/events", { retry, share: "none" });
    const wait = await vi.waitUntil(() => changes.find(({ state }) => state === "waiting"), { timeout: 10_000 });
    lease.release();
    return wait.retryIn;
  };
  expect(await waitAfter({ max: 40_000 })).toBe(40_000);
  const wait = await waitAfter();
  expect(wait).toBeGreaterThanOrEqual(3_600_000);
  expect(wait).toBeLessThanOrEqual(7_200_000);
});

test("a transport that reconnects by itself is seen connecting, and its failures count", async () => {
  const { feed, states, latest } = supervised({ attempts: 2 });
  await feed.start();
  latest().opened();
  latest().lost(new SseNetworkError("/"));
  latest().opened();
  latest().lost(new SseNetworkError("/"));
  expect(states).toEqual(["connecting", "open", "connecting", "open", "attempts"]);
});

test("a transport that throws is a failure like another", async () => {
  const { feed, states } = supervised({}, { broken: true });
  await feed.start();
  await vi.waitUntil(() => states.length > 1);
  expect(states).toEqual(["connecting", "waiting"]);
  feed.close();
});
