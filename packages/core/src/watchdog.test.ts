import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ConnectOptions } from "./types.ts";
import { createWatchdog } from "./watchdog.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function watching(options: ConnectOptions) {
  const deaths: string[] = [];
  const status = { lastHeard: 0 };
  const watchdog = createWatchdog(options, status, (limit, ms) => deaths.push(`${limit} ${ms}`));
  const hear = (comment = false) => {
    watchdog.arrived();
    if (comment) watchdog.beat();
    watchdog.drained();
  };
  return { watchdog, deaths, status, hear };
}

/** The clock goes on, and no timer runs: a long task, or a process that was stopped. */
const block = (ms: number): void => void vi.setSystemTime(Date.now() + ms);

test.each<[ConnectOptions, string, number]>([
  [{}, "connectTimeout", 30_000],
  [{ idle: 10_000 }, "idle", 10_000],
  [{ idle: 10_000, connectTimeout: 5000 }, "connectTimeout", 5000],
  [{ idle: "never" }, "connectTimeout", 30_000],
])("with %j an attempt without a response is given up after `%s`, %i ms", (options, limit, ms) => {
  const { watchdog, deaths } = watching(options);
  watchdog.attempt();
  vi.advanceTimersByTime(ms - 1);
  expect(deaths).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(deaths).toEqual([`${limit} ${ms}`]);
  expect(vi.getTimerCount()).toBe(0);
});

test("an attempt that may begin later has so much more time, and the next one has not", () => {
  const { watchdog, deaths } = watching({ connectTimeout: 5000 });
  watchdog.attempt(60_000);
  vi.advanceTimersByTime(64_999);
  expect(deaths).toEqual([]);
  vi.advanceTimersByTime(1);
  watchdog.attempt();
  vi.advanceTimersByTime(5000);
  expect(deaths).toEqual(["connectTimeout 65000", "connectTimeout 5000"]);
});

test("in Firefox, which tells of a response late, an attempt has two minutes", () => {
  vi.stubGlobal("navigator", { userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0" });
  const { watchdog, deaths } = watching({});
  watchdog.attempt();
  vi.advanceTimersByTime(119_999);
  expect(deaths).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(deaths).toEqual(["connectTimeout 120000"]);
});

test("an open stream is not watched where no limit is given and no heartbeat was heard", () => {
  const { watchdog, deaths, hear } = watching({});
  watchdog.opened();
  hear();
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(86_400_000);
  expect(deaths).toEqual([]);
});

test("heartbeats teach what silence is, and a guess that was used is forgotten", () => {
  const { watchdog, deaths, hear } = watching({});
  watchdog.opened();
  for (let beats = 0; beats < 5; beats++) {
    hear(true);
    vi.advanceTimersByTime(20_000);
  }
  expect(deaths).toEqual([]);
  vi.advanceTimersByTime(40_000);
  expect(deaths).toEqual(["idle 60000"]);
  watchdog.opened();
  vi.advanceTimersByTime(86_400_000);
  expect(deaths).toHaveLength(1);
});

test.each(["never", 0] as const)("`idle: %s` learns nothing", (idle) => {
  const { watchdog, deaths, hear } = watching({ idle });
  watchdog.opened();
  for (let beats = 0; beats < 9; beats++) {
    hear(true);
    vi.advanceTimersByTime(20_000);
  }
  vi.advanceTimersByTime(86_400_000);
  expect(deaths).toEqual([]);
});

test("one timer watches any number of arrivals", () => {
  const { watchdog, hear } = watching({ idle: 1000 });
  watchdog.opened();
  const set = vi.spyOn(globalThis, "setTimeout");
  for (let arrivals = 0; arrivals < 1000; arrivals++) hear();
  expect(set).not.toHaveBeenCalled();
  watchdog.stop();
});

test("who was blocked reads what has arrived before it judges", () => {
  const { watchdog, deaths, hear } = watching({ idle: 1000 });
  watchdog.opened();
  block(60_000);
  vi.advanceTimersByTime(1000);
  expect(deaths).toEqual([]);
  hear();
  vi.advanceTimersByTime(999);
  expect(deaths).toEqual([]);
  block(60_000);
  vi.advanceTimersByTime(1);
  vi.advanceTimersByTime(100);
  expect(deaths).toEqual(["idle 1000"]);
});

test("a limit above what a timer can hold does not ring at once", () => {
  const { watchdog, deaths } = watching({ idle: 1e12 });
  watchdog.opened();
  vi.advanceTimersByTime(10);
  expect(deaths).toEqual([]);
  expect(vi.getTimerCount()).toBe(1);
  watchdog.stop();
});

test("a clock that is set back delays no judgement by more than it was", () => {
  const { watchdog, deaths } = watching({ idle: 10_000 });
  watchdog.opened();
  vi.advanceTimersByTime(5000);
  vi.setSystemTime(Date.now() - 3_600_000);
  vi.advanceTimersByTime(20_000);
  expect(deaths).toEqual(["idle 10000"]);
});
