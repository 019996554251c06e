import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { stormPages } from "./storm-page.ts";
import { POLICIES, simulateCrashLoop, simulateStorm } from "./storm-simulation.ts";

const options = { clients: 100_000, outage: 60_000, seed: 5 };

test("after an outage, clients do not come back together", () => {
  const storm = simulateStorm(POLICIES.ours, options);
  expect(storm.peakAfter).toBeLessThan(options.clients / 12);
  expect(storm.peakTenth).toBeLessThan(options.clients / 120);
  expect(storm.back[2]).toBeLessThanOrEqual(30);
});

test("the delay of a native EventSource brings all of them back at once", () => {
  expect(simulateStorm(POLICIES.native, options).peakTenth).toBe(options.clients);
});

test("a server that crashes after each event is asked less and less often, and one that lives for 5 s is not", () => {
  const crash = { clients: 1000, life: 100, span: 60_000, seed: 5 };
  expect(simulateCrashLoop(POLICIES.ours, crash)).toBeLessThan(10);
  expect(simulateCrashLoop(POLICIES.ours, crash, true)).toBeGreaterThan(30);
  const lives = { ...crash, life: 5000 };
  expect(simulateCrashLoop(POLICIES.ours, lives)).toBe(simulateCrashLoop(POLICIES.ours, lives, true));
});

test("the page about the storm shows what the retry policy does", () => {
  for (const [name, text] of Object.entries(stormPages())) {
    expect(readFileSync(join(import.meta.dirname, "../docs", name), "utf8"), name).toBe(text);
  }
});
