import type { Lease, MessageListener } from "@sse/core";
import { expect, test } from "vitest";
import { createHearing } from "./source-hearing.ts";

const message = { type: "", data: "", lastEventId: "", origin: "" };

/** A lease that tells its listeners in the order in which they came. */
function leaseOf() {
  const listeners = new Map<string, Set<MessageListener>>();
  const on = (type: string, listener: MessageListener) => {
    const all = listeners.get(type) ?? new Set();
    listeners.set(type, all.add(listener));
    return () => void all.delete(listener);
  };
  const send = (type: string) => listeners.get(type)?.forEach((listener) => listener({ ...message, type }));
  return { lease: { on } as Lease, send };
}

test("the event that closes is heard by all, whoever came last, and then closes once", () => {
  const heard: string[] = [];
  const { lease, send } = leaseOf();
  const { subscribe, renew } = createHearing(
    ["end", "end"],
    () => lease,
    () => heard.push("closed"),
  );
  subscribe("end", () => void heard.push("first"));
  renew();
  subscribe("end", () => void heard.push("second"));
  send("end");
  expect(heard.slice(-2)).toEqual(["second", "closed"]);
  expect(heard.filter((each) => each === "closed")).toHaveLength(1);
});

test("many events that close, each with a listener, cost linear time", () => {
  const names = Array.from({ length: 50_000 }, (_, number) => `e${number}`);
  const { lease } = leaseOf();
  const { subscribe } = createHearing(
    names,
    () => lease,
    () => {},
  );
  for (const name of names) subscribe(name, () => {});
});
