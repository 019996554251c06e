/** Requests that are made anew for every attempt, on the wire. */
import { faults, startServer, type TestServer } from "@sse/testkit";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SseHttpError, SseOriginError, SseRequestError } from "./errors.ts";
import { createRegistry } from "./registry.ts";
import type { AttemptReason, PerAttempt } from "./request.ts";
import type { ConnectOptions, Registry, StateChange } from "./types.ts";

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

const until = (met: () => unknown) => vi.waitUntil(met, { timeout: 30_000, interval: 5 });

function connect(address: PerAttempt<string | URL>, options?: ConnectOptions) {
  const lease = registry.connect(address, options);
  const changes: StateChange[] = [];
  const heard: string[] = [];
  lease.onState((change) => void changes.push(change));
  lease.on("message", ({ data }) => void heard.push(data));
  return { lease, connection: lease.connection, changes, heard };
}

/** A function for headers that tells why it was called. */
function tokens() {
  const reasons: AttemptReason[] = [];
  const headers = (reason: AttemptReason) => ({ Authorization: `Bearer ${reasons.push(reason)}` });
  return { reasons, headers };
}

test("headers, URL and body come from functions, also async ones, for each attempt and with its reason", async () => {
  const stream = server.stream("/events", { replay: "missed" });
  const { reasons, headers } = tokens();
  const url = async () => server.url(`/events?token=${reasons.length}`);
  const { heard, connection } = connect(url, { method: "POST", headers, body: () => `q${reasons.length}` });
  await stream.waitFor(1);
  stream.send({ data: "1" });
  await until(() => heard.length === 1);
  stream.respondNext(faults.status(503));
  stream.drop();
  await stream.waitForAttempts(3);
  await stream.waitFor(1);
  connection.reconnect();
  await stream.waitForAttempts(4);
  expect(reasons).toEqual(["first", "retry", "status 503", "reconnect"]);
  expect(
    stream.attempts.map(({ url, body, headers, lastEventId }) => [url, body, headers.authorization, lastEventId]),
  ).toEqual([
    ["/events?token=0", "q1", "Bearer 1", undefined],
    ["/events?token=1", "q2", "Bearer 2", "1"],
    ["/events?token=2", "q3", "Bearer 3", "1"],
    ["/events?token=3", "q4", "Bearer 4", "1"],
  ]);
  expect(connection.url).toBe(server.url("/events?token=3"));
});

test.each([401, 403])("with a function for headers, the first %i is asked again once", async (code) => {
  const stream = server.stream("/events");
  stream.respondNext(faults.status(code));
  const { reasons, headers } = tokens();
  const { changes } = connect(server.url("/events"), { headers });
  await stream.waitFor(1);
  expect(reasons).toEqual(["first", `status ${code}`]);
  expect(changes.map(({ state }) => state)).not.toContain("waiting");
  // It is asked again once for each stream that opened: tokens run out again and again.
  stream.respondNext(faults.status(code), faults.status(code));
  stream.drop();
  await until(() => changes.at(-1)?.state === "closed");
  expect(changes.at(-1)).toMatchObject({ reason: "error", error: { status: code } });
  expect(reasons).toEqual(["first", `status ${code}`, "retry", `status ${code}`]);
});

test("a refusal is asked again, too, where something else came between it and the one before", async () => {
  const stream = server.stream("/events");
  stream.respondNext(faults.status(401), faults.status(503), faults.status(401));
  const { reasons, headers } = tokens();
  connect(server.url("/events"), { headers });
  await stream.waitFor(1);
  expect(reasons).toEqual(["first", "status 401", "status 503", "status 401"]);
});

test("without a function, 401 ends the stream at once", async () => {
  const stream = server.stream("/events");
  stream.respond(faults.status(401));
  const { changes } = connect(server.url("/events"), { headers: { Authorization: "Bearer" } });
  await until(() => changes.at(-1)?.state === "closed");
  expect(changes.at(-1)?.error).toBeInstanceOf(SseHttpError);
  expect(stream.attempts.length).toBe(1);
});

test("a lease may prepare the request, and wait; 401 is then asked again, too", async () => {
  const stream = server.stream("/events");
  stream.respondNext(faults.status(401));
  const prepare = async (request: { headers: Record<string, string> }, reason: AttemptReason) => {
    await Promise.resolve();
    request.headers["X-Reason"] = reason;
  };
  connect(server.url("/events"), { prepare });
  await stream.waitFor(1);
  expect(stream.attempts.map(({ headers }) => headers["x-reason"])).toEqual(["first", "status 401"]);
});

test("who shares a stream prepares its requests together, each for as long as its lease lasts", async () => {
  const stream = server.stream("/events");
  const add = (name: string) => (request: { headers: Record<string, string> }) => {
    request.headers[name] = "1";
  };
  const one = connect(server.url("/events"), { prepare: add("X-One") });
  const two = connect(server.url("/events"), { prepare: add("X-Two") });
  expect(two.connection).toBe(one.connection);
  await stream.waitFor(1);
  two.connection.reconnect();
  await stream.waitForAttempts(2);
  one.lease.release();
  two.connection.reconnect();
  await stream.waitForAttempts(3);
  const sent = stream.attempts.map(({ headers }) => Object.keys(headers).filter((name) => name.startsWith("x-")));
  expect(sent).toEqual([["x-one", "x-two"], ["x-one", "x-two"], ["x-two"]]);
});

test("the first request is made once the task is over: what wants another one until then has it", async () => {
  const stream = server.stream("/events");
  const reasons: AttemptReason[] = [];
  const prepare = (_: unknown, reason: AttemptReason) => {
    reasons.push(reason);
    connection.reconnect();
  };
  const { connection, changes } = connect(server.url("/events"), { prepare });
  connection.reconnect();
  expect([connection.state, reasons]).toEqual(["connecting", []]);
  await stream.waitFor(1);
  expect(reasons).toEqual(["first"]);
  expect(stream.attempts).toHaveLength(1);
  connection.reconnect();
  await stream.waitForAttempts(2);
  expect(reasons).toEqual(["first", "reconnect"]);
  expect(changes.map(({ attempt }) => attempt)).not.toContain("retry");
});

test("what is given back in the task that asked for it asks for nothing", async () => {
  const stream = server.stream("/events");
  const reasons: AttemptReason[] = [];
  const { lease } = connect(server.url("/events"), { prepare: (_, reason) => void reasons.push(reason) });
  lease.release();
  lease.connection.close();
  await new Promise((resolve) => setTimeout(resolve));
  expect([reasons, stream.attempts]).toEqual([[], []]);
});

test("an attempt that no lease wants closes the connection without a request", async () => {
  const stream = server.stream("/events");
  const { connection } = connect(server.url("/events"), { prepare: () => "cancel" });
  await Promise.resolve();
  expect(connection.state).toBe("closed");
  expect(stream.attempts.length).toBe(0);
});

test("a token that cannot be had is a failure like another: it is tried again", async () => {
  const stream = server.stream("/events");
  let calls = 0;
  const headers = async (): Promise<Record<string, string>> => {
    if (++calls < 3) throw new Error("no token");
    return {};
  };
  const { changes } = connect(server.url("/events"), { headers });
  await stream.waitFor(1);
  const errors = changes.flatMap(({ error }) => error ?? []);
  expect(errors).toHaveLength(2);
  expect(errors[0]).toBeInstanceOf(SseRequestError);
  expect(errors[0]?.message).toContain("no token");
});

test("a token that never comes is given up after connectTimeout, and its signal tells so", async () => {
  const stream = server.stream("/events");
  const signals: AbortSignal[] = [];
  const headers = (_: AttemptReason, signal: AbortSignal): Promise<Record<string, string>> => {
    signals.push(signal);
    return signals.length < 2 ? new Promise(() => {}) : Promise.resolve({});
  };
  const { changes } = connect(server.url("/events"), { headers, connectTimeout: 50 });
  await stream.waitForAttempts(1);
  expect(changes.find(({ error }) => error)?.error?.code).toBe("timeout");
  expect(signals[0]?.aborted).toBe(true);
});

test("a connection that is closed while its token is awaited sends nothing", async () => {
  const stream = server.stream("/events");
  let give: (headers: Record<string, string>) => void = () => {};
  const { lease } = connect(server.url("/events"), { headers: () => new Promise((resolve) => (give = resolve)) });
  lease.release();
  await Promise.resolve();
  give({});
  await new Promise((resolve) => setTimeout(resolve));
  expect(stream.attempts.length).toBe(0);
});

test("a function that leads to another origin sends nothing there", async () => {
  const { changes } = connect(server.url("/events"), {
    allowOrigins: [server.origin],
    prepare: (request) => {
      request.url = "http://127.0.0.1:9/";
    },
  });
  await until(() => changes.at(-1)?.state === "closed");
  expect(changes.at(-1)?.error).toBeInstanceOf(SseOriginError);
});

test("streams with the same functions share a connection; with others they do not", () => {
  server.stream("/events");
  const { headers } = tokens();
  const url = server.url("/events");
  const one = connect(url, { headers });
  expect(connect(url, { headers }).connection).toBe(one.connection);
  expect(connect(url, { headers: tokens().headers }).connection).not.toBe(one.connection);
  expect(connect(url).connection).not.toBe(one.connection);
});

test("fetch can be given", async () => {
  const stream = server.stream("/events");
  const asked: string[] = [];
  const { heard } = connect(server.url("/events"), {
    fetch: (url, init) => {
      asked.push(url);
      return fetch(url, { ...init, headers: { ...(init.headers as object), "X-Mine": "1" } });
    },
  });
  await stream.waitFor(1);
  stream.send({ data: "1" });
  await until(() => heard.length);
  expect(asked).toEqual([server.url("/events")]);
  expect(stream.attempts[0]?.headers["x-mine"]).toBe("1");
});
