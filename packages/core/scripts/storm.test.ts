import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { stormPages } from "./storm-page.ts";
import { POLICIES, simulateStorm } from "./storm-simulation.ts";

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

test("the page about the storm shows what the retry policy does", () => {
  for (const [name, text] of Object.entries(stormPages())) {
    expect(readFileSync(join(import.meta.dirname, "../docs", name), "utf8"), name).toBe(text);
  }
});
