import { expect, test } from "vitest";
import { runChaos } from "./chaos-run.ts";

/** What two heaps may differ by, in bytes, before it looks like a leak. */
const BREATH = 20_000_000;

test(
  "a thousand random faults cost no event, double none, and leave nothing behind",
  { timeout: 180_000 },
  async () => {
    const seed = Date.now() % 2 ** 31;
    console.log(`chaos: pnpm chaos --faults 1000 --seed ${seed}`);
    const { faults, events, gaps, left } = await runChaos({ faults: 1000, seed });
    expect(Object.values(faults).reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(1000);
    expect(events).toBeGreaterThan(1000);
    // No event was lost: it is the server's word that some were, and only where it gave it.
    expect(gaps["truncated"] ?? 0).toBeLessThanOrEqual(faults["truncated"] ?? 0);
    expect(left).toMatchObject({ sockets: 0, timers: 0, listeners: 0 });
    expect(left.heap).toBeLessThan(BREATH);
  },
);
