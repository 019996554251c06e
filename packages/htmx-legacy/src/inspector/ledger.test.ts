import { type Connection, type Observation, type Registry, SseHttpError } from "@sse/core";
import { expect, test } from "vitest";
import type { Entry } from "./entry.ts";
import { type Ledger, openLedger } from "./ledger.ts";

const connection: Connection = {
  id: 1,
  url: "http://localhost/stream",
  state: "open",
  lastEventId: "",
  failures: 0,
  transport: "fetch",
  leases: 1,
  lastHeard: 0,
  hears: () => true,
  reconnect() {},
  close() {},
};

/** A registry whose observations the test makes up. */
function registry(): { registry: Registry; observe(observation: Observation): void } {
  let listener: (observation: Observation) => void = () => {};
  const made: Registry = {
    connections: [connection],
    connect: () => {
      throw new Error("Nobody connects here");
    },
    observe(heard) {
      listener = heard;
      return () => {};
    },
    dispose() {},
  };
  return { registry: made, observe: (observation) => listener(observation) };
}

const message = (type: string, data: string, time: number): Observation => ({
  kind: "message",
  connection,
  message: { type, data, lastEventId: "", origin: "http://localhost" },
  size: data.length,
  subscribers: 1,
  time,
});

const messages = ({ entries }: Ledger): Entry[] => entries.filter((entry) => entry.kind === "message");

test("connections that were there before the ledger are in it", () => {
  expect([...openLedger(registry().registry).records.keys()]).toEqual([connection]);
});

test("messages are told with the gap to the one before, and counted", () => {
  const { registry: observed, observe } = registry();
  const ledger = openLedger(observed);
  observe(message("a", "x", 1000));
  observe(message("b", "xy", 1250));
  expect(messages(ledger).map(({ type, size, gap }) => [type, size, gap])).toEqual([
    ["a", 1, undefined],
    ["b", 2, 250],
  ]);
  expect(ledger.total).toBe(2);
});

test("a flood keeps the newest and still counts all", () => {
  const { registry: observed, observe } = registry();
  const ledger = openLedger(observed);
  for (let number = 0; number < 5000; number++) observe(message("a", String(number), number));
  expect(ledger.entries.length).toBeLessThanOrEqual(600);
  expect(messages(ledger).at(-1)?.data).toBe("4999");
  expect(ledger.total).toBe(5000);
});

test("a wait is told with its end, an error with its advice until the stream is open again", () => {
  const { registry: observed, observe } = registry();
  const ledger = openLedger(observed);
  const change = { state: "waiting", previous: "open", retryIn: 500 } as const;
  observe({ kind: "state", connection, change, time: 1000 });
  observe({ kind: "error", connection, error: new Error("check the server"), time: 1000 });
  expect(ledger.records.get(connection)).toMatchObject({ retryAt: 1500, problem: "check the server" });
  observe({ kind: "state", connection, change: { state: "open", previous: "connecting" }, time: 1600 });
  expect(ledger.records.get(connection)).toMatchObject({ retryAt: undefined, problem: undefined });
});

test("steps stand between the messages, each with its error, which is told once", () => {
  const { registry: observed, observe } = registry();
  const ledger = openLedger(observed);
  const error = new SseHttpError(503, connection.url);
  observe(message("a", "x", 1000));
  observe({
    kind: "state",
    connection,
    change: { state: "waiting", previous: "open", error, retryIn: 500 },
    time: 1100,
  });
  observe({ kind: "error", connection, error, time: 1100 });
  observe({ kind: "error", connection, error: new Error("thrown by a listener"), time: 1200 });
  expect(ledger.entries.map(({ kind, number, time }) => [kind, number, time])).toEqual([
    ["message", 1, 1000],
    ["step", 2, 1100],
    ["step", 3, 1200],
  ]);
  expect(ledger.written).toBe(3);
  observe({ kind: "error", connection, error, time: 1300 });
  expect(ledger.records.get(connection)?.problem).toMatch(/^responded with 503.* 204 ends it/);
  expect(ledger.total).toBe(1);
});

test("what a page tells of a message goes to that message: elements, superseded ones, time taken", () => {
  const { registry: observed, observe } = registry();
  const ledger = openLedger(observed);
  const element = {} as Element;
  observe(message("a", "x", 1000));
  observe(message("b", "y", 1001));
  ledger.reached(element, { type: "a", data: "x", lastEventId: "" });
  ledger.reached(element, { type: "a", data: "x", lastEventId: "", superseded: true });
  ledger.reached(element, { type: "c", data: "z", lastEventId: "" });
  const [first, second] = messages(ledger);
  expect(first?.elements.map((reference) => reference.deref())).toEqual([element]);
  expect(first).toMatchObject({ superseded: 1, took: expect.any(Number) });
  expect(second).toMatchObject({ elements: [], superseded: 0, took: undefined });
});

test("heartbeats are counted, and what is dropped, missing or asked for is told", () => {
  const { registry: observed, observe } = registry();
  const ledger = openLedger(observed);
  observe({ kind: "comment", connection, text: "keep-alive", time: 1000 });
  observe({ kind: "retry", connection, field: "retry", ms: 5000, time: 1001 });
  observe({ kind: "dropped", connection, type: "done", time: 1002 });
  expect(ledger.records.get(connection)).toMatchObject({ heartbeats: 1, asked: "retry 5.0 s" });
  expect(ledger.entries.at(-1)).toMatchObject({ kind: "step", change: { error: expect.stringContaining('"done"') } });
});
