import { expect, test } from "vitest";
import { createHeartbeat } from "./heartbeat.ts";

/** What is known after comments at these times, in seconds. */
function limitAfter(...seconds: number[]): number {
  const heartbeat = createHeartbeat();
  heartbeat.begin();
  for (const second of seconds) heartbeat.beat(1_000_000 + second * 1000);
  return heartbeat.limit / 1000;
}

test("nothing is known before four comments have come", () => {
  expect(limitAfter()).toBe(0);
  expect(limitAfter(0, 15, 30)).toBe(0);
});

test("the limit is three times the longest pause, and at least 45 seconds", () => {
  expect(limitAfter(0, 15, 30, 45)).toBe(45);
  expect(limitAfter(0, 5, 10, 15)).toBe(45);
  expect(limitAfter(0, 20, 45, 65)).toBe(75);
});

test("comments at no regular pace say nothing", () => {
  expect(limitAfter(0, 5, 60, 65)).toBe(0);
});

test("a block of comments counts as one", () => {
  expect(limitAfter(0, 0.1, 0.2, 0.3)).toBe(0);
  expect(limitAfter(0, 0.1, 15, 30, 45)).toBe(45);
});

test("the time between two streams is no pause, and a longer pause later on counts", () => {
  const heartbeat = createHeartbeat();
  for (const second of [0, 15, 30, 45]) heartbeat.beat(1e6 + second * 1000);
  heartbeat.begin();
  heartbeat.beat(1e9);
  expect(heartbeat.limit).toBe(45_000);
  heartbeat.beat(1e9 + 30_000);
  expect(heartbeat.limit).toBe(90_000);
});

test("what proved wrong is forgotten", () => {
  const heartbeat = createHeartbeat();
  for (const second of [0, 15, 30, 45]) heartbeat.beat(1e6 + second * 1000);
  heartbeat.forget();
  expect(heartbeat.limit).toBe(0);
});
