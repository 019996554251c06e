import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type HeardStream, heardStream } from "../../test/heard-stream.ts";
import { ChannelsTakenError } from "../log/event-log.ts";
import { createMemoryLog } from "../log/memory-log.ts";
import { bounds } from "../playground.ts";
import { createDesks, type Desks } from "./desks.ts";

let desks: Desks;
beforeEach(() => {
  desks = createDesks(createMemoryLog(bounds));
});
afterEach(() => void vi.useRealTimers());

/** A reader of this desk who saw `last`. */
async function reader(key: string, last = "", of: Desks = desks): Promise<HeardStream> {
  const stream = heardStream(last);
  (await of.open(key, last)).serve(stream);
  return stream;
}

test("keys cannot be guessed, and what is no key is told", () => {
  expect(desks.isKey(desks.newKey())).toBe(true);
  expect(desks.newKey()).not.toBe(desks.newKey());
  for (const key of ["", "1", "../../etc", "g".repeat(32)]) expect(desks.isKey(key)).toBe(false);
});

test("a fault touches the desk of its key and no other", async () => {
  const [mine, theirs] = [desks.newKey(), desks.newKey()];
  const [my, their] = [await reader(mine), await reader(theirs)];
  expect(await desks.give(mine, "drop")).toBeUndefined();
  expect([my.closed, their.closed]).toEqual([true, false]);
  await reader(mine);
  await desks.give(mine, "refuse");
  expect([await desks.greet(mine), await desks.greet(theirs)]).toEqual(["unavailable", "stream"]);
});

test("a fault reaches a reader that another server has", async () => {
  const log = { ...createMemoryLog(bounds), shared: true };
  const [here, there] = [createDesks(log), createDesks(log)];
  const key = here.newKey();
  const stream = await reader(key, "", here);
  expect(await there.give(key, "flood")).toBeUndefined();
  expect(stream.written).toContain("id: 10000\n");
  await there.give(key, "restart");
  expect([stream.closed, await here.greet(key)]).toEqual([true, "unreachable"]);
});

test("a fault for a key that nobody uses makes no desk", async () => {
  const key = desks.newKey();
  expect(await desks.greet(key)).toBeUndefined();
  expect(await desks.give(key, "drop")).toContain("not connected");
});

test("desks are bounded: an idle one makes way, one in use never does", async () => {
  const key = desks.newKey();
  const kept = await reader(key);
  for (let count = 0; count < 600; count++) (await desks.open(desks.newKey(), "")).leave();
  await desks.give(key, "drop");
  expect(kept.closed).toBe(true);
  for (let count = 0; count < 500; count++) await reader(desks.newKey());
  await expect(desks.open(desks.newKey(), "")).rejects.toThrow(ChannelsTakenError);
});

test("a restart forgets all that the desk kept, answers nobody for a while, and goes on from the reader's id", async () => {
  vi.useFakeTimers();
  const key = desks.newKey();
  const before = await reader(key);
  await desks.give(key, "half-open");
  expect(await desks.give(key, "restart")).toBeUndefined();
  expect(before.closed).toBe(true);
  expect(await desks.greet(key)).toBe("unreachable");
  expect(await desks.give(key, "drop")).toContain("not connected");
  vi.advanceTimersByTime(3000);
  expect(await desks.greet(key)).toBe("stream");
  const after = await reader(key, "4711");
  vi.advanceTimersByTime(250);
  await desks.give(key, "flood");
  expect(after.written).toMatch(/^event: number\nid: 4712\n/);
  expect(after.written).toContain("id: 14712\n");
});

test("a server that was started anew goes on from the reader's id, and two that do so agree", async () => {
  vi.useFakeTimers();
  const log = createMemoryLog(bounds);
  const [here, there] = [createDesks(log), createDesks(log)];
  const key = here.newKey();
  const [one, other] = await Promise.all([reader(key, "100", here), reader(key, "100", there)]);
  await here.give(key, "flood");
  expect(one.written).toBe(other.written);
  expect(one.written).toMatch(/^event: number\nid: 101\n/);
});

test("who was away for very long is told, and goes on with the newest", async () => {
  vi.useFakeTimers();
  const key = desks.newKey();
  (await reader(key)).drop();
  vi.advanceTimersByTime(12 * 3_600_000);
  const late = await reader(key, "1");
  expect(late.events).toMatchObject([{ event: "reset" }]);
  expect(late.position).toBe(late.events[0]?.id);
  expect(Number(late.position)).toBeGreaterThan(100_000);
});

test("nobody restarts a desk that nobody uses, nor another's", async () => {
  const [mine, theirs] = [desks.newKey(), desks.newKey()];
  const their = await reader(theirs);
  expect(await desks.give(mine, "restart")).toContain("not connected");
  await reader(mine);
  expect(await desks.give(mine, "restart")).toBeUndefined();
  expect([their.closed, await desks.greet(theirs)]).toEqual([false, "stream"]);
});

test("a second flood has to wait for the first to run off", async () => {
  const key = desks.newKey();
  await reader(key);
  expect(await desks.give(key, "flood")).toBeUndefined();
  expect(await desks.give(key, "flood")).toContain("Wait");
});
