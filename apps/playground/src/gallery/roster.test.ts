import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createMemoryLog } from "../log/memory-log.ts";
import { bounds } from "../playground.ts";
import { createRoster, type Present } from "./roster.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("everybody hears of everybody, on this server and on others", async () => {
  const log = createMemoryLog(bounds);
  const [north, south] = [createRoster(log, "north"), createRoster(log, "south")];
  const heard: Present[] = [];
  north.join(1, (present) => heard.push(present));
  const leave = south.join(2, () => {});
  await vi.advanceTimersByTimeAsync(3000);
  expect(heard.at(-1)).toEqual({ count: 2, visitors: [1, 2] });
  leave();
  await vi.advanceTimersByTimeAsync(3000);
  expect(heard.at(-1)).toEqual({ count: 1, visitors: [1] });
});

test("the visitors of a server that was killed are gone after a while", async () => {
  const log = createMemoryLog(bounds);
  const heard: Present[] = [];
  createRoster(log, "north").join(1, (present) => heard.push(present));
  await vi.advanceTimersByTimeAsync(10);
  await log.publish("presence:all", {
    event: "roll",
    data: JSON.stringify({ server: "south", count: 1, visitors: [2] }),
  });
  await vi.advanceTimersByTimeAsync(2100);
  expect(heard.at(-1)?.count).toBe(2);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(heard.at(-1)?.count).toBe(1);
});

test("what is told does not grow with how many join: a crowd is told of twice, not once for each", async () => {
  const roster = createRoster(createMemoryLog(bounds), "north");
  let told = 0;
  for (let number = 0; number < 300; number++) roster.join(number, () => (told += 1));
  await vi.advanceTimersByTimeAsync(900);
  expect(told).toBeLessThanOrEqual(2 * 300);
});

test("a server without visitors says nothing", async () => {
  const log = createMemoryLog(bounds);
  const leave = createRoster(log, "north").join(1, () => {});
  await vi.advanceTimersByTimeAsync(10);
  leave();
  await vi.advanceTimersByTimeAsync(1000);
  const { position } = await log.since("presence:all");
  await vi.advanceTimersByTimeAsync(60_000);
  expect((await log.since("presence:all")).position).toBe(position);
});
