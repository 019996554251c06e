/** What observers are told besides messages and steps. */
import { faults, startServer, type TestServer } from "@sse/testkit";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createRegistry } from "./registry.ts";
import type { Observation, Registry } from "./types.ts";

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

test("observers hear of heartbeats, of events without data, and of what the server asks to wait", async () => {
  const stream = server.stream("/events");
  stream.respondNext(faults.status(503, { retryAfter: "0" }), faults.status(503, { retryAfter: "1" }));
  const observed: Observation[] = [];
  registry.observe((observation) => void observed.push(observation));
  const { connection } = registry.connect(server.url("/events"));
  await until(() => connection.state === "waiting" && observed.some(({ kind }) => kind === "retry"));
  connection.reconnect();
  await stream.waitFor(1);
  stream.write(": keep-alive\n\nevent: done\n\nevent: x\ndata: 1\n\nretry: 7\n\n");
  const told = () =>
    observed.flatMap((each) => {
      if (each.kind === "comment") return `comment ${each.text}`;
      if (each.kind === "dropped") return `dropped ${each.type}`;
      return each.kind === "retry" ? `${each.field} ${each.ms}` : [];
    });
  await until(() => told().length === 4);
  expect(told().toSorted()).toEqual(["Retry-After 1000", "comment keep-alive", "dropped done", "retry 7"]);
  expect(observed.every((each) => each.connection === connection && each.time > 0)).toBe(true);
});

test("a connection says when it was last heard, be it by a comment", async () => {
  const stream = server.stream("/events");
  const { connection } = registry.connect(server.url("/events"));
  await stream.waitFor(1);
  expect(connection.lastHeard).toBe(0);
  const before = Date.now();
  stream.comment();
  await until(() => connection.lastHeard);
  expect(connection.lastHeard).toBeGreaterThanOrEqual(before);
  expect(connection.lastHeard).toBeLessThanOrEqual(Date.now());
});
