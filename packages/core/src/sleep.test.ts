import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { watchSleep } from "./sleep.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** The clock goes on, and no timer runs. */
const sleepFor = (ms: number): void => void vi.setSystemTime(Date.now() + ms);

test("more than 90 seconds between two ticks are sleep, told once", () => {
  const woke = vi.fn<() => void>();
  const watch = watchSleep(woke);
  vi.advanceTimersByTime(600_000);
  expect(woke).not.toHaveBeenCalled();
  sleepFor(3_600_000);
  vi.advanceTimersByTime(30_000);
  expect(woke).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(600_000);
  expect(woke).toHaveBeenCalledTimes(1);
  watch.stop();
  expect(vi.getTimerCount()).toBe(0);
});

test("a look finds sleep before the next tick", () => {
  const woke = vi.fn<() => void>();
  const watch = watchSleep(woke);
  watch.look();
  sleepFor(91_000);
  watch.look();
  watch.look();
  expect(woke).toHaveBeenCalledTimes(1);
  watch.stop();
});

test("the slow timers of a hidden tab are no sleep", () => {
  const woke = vi.fn<() => void>();
  const watch = watchSleep(woke);
  sleepFor(50_000);
  vi.advanceTimersByTime(30_000);
  expect(woke).not.toHaveBeenCalled();
  watch.stop();
});
