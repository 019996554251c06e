import type { Connection, Observation, Registry } from "@sse/core";
import { expect, test } from "vitest";
import { openLedger } from "./ledger.ts";

const connection: Connection = {
  id: 1,
  url: "http://localhost/stream",
  state: "open",
  lastEventId: "",
  failures: 0,
  transport: "fetch",
  leases: 1,
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

test("connections that were there before the ledger are in it", () => {
  expect([...openLedger(registry().registry).stories.keys()]).toEqual([connection]);
});

test("messages are told with the gap to the one before, and counted", () => {
  const { registry: observed, observe } = registry();
  const ledger = openLedger(observed);
  observe(message("a", "x", 1000));
  observe(message("b", "xy", 1250));
  expect(ledger.entries.map(({ type, size, gap }) => [type, size, gap])).toEqual([
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
  expect(ledger.entries.at(-1)?.data).toBe("4999");
  expect(ledger.total).toBe(5000);
});

test("a wait is told with its end, an error with its advice until the stream is open again", () => {
  const { registry: observed, observe } = registry();
  const ledger = openLedger(observed);
  const change = { state: "waiting", previous: "open", retryIn: 500 } as const;
  observe({ kind: "state", connection, change, time: 1000 });
  observe({ kind: "error", connection, error: new Error("check the server"), time: 1000 });
  expect(ledger.stories.get(connection)).toMatchObject({ retryAt: 1500, problem: "check the server" });
  observe({ kind: "state", connection, change: { state: "open", previous: "connecting" }, time: 1600 });
  expect(ledger.stories.get(connection)).toMatchObject({ retryAt: undefined, problem: undefined });
});
