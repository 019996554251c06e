/**
 * `pnpm --filter @sse/cluster million`: what a million clients do to servers that were away, on a virtual clock and with
 * the real retry policy; written into docs/servers/capacity.md.
 */
import { POLICIES, simulateStorm } from "../../../../packages/core/scripts/storm-simulation.ts";
import { record, table } from "../record.ts";

const CLIENTS = 1_000_000;
const SEED = 1;
/** Seconds for which nobody is answered. */
const OUTAGES = [1, 10, 60];

const rows = OUTAGES.flatMap((outage) =>
  Object.entries({ "hx-sse": POLICIES.ours, "native `EventSource`": POLICIES.native }).map(([name, policy]) => {
    const storm = simulateStorm(policy, { clients: CLIENTS, outage: outage * 1000, seed: SEED });
    const [half, most] = storm.back;
    return [
      name,
      `${outage} s`,
      storm.peakAfter.toLocaleString("en"),
      storm.peakTenth.toLocaleString("en"),
      `${half.toFixed(1)} s`,
      `${most.toFixed(1)} s`,
    ];
  }),
);
const heads = ["clients with", "away for", "most in a second", "most in 100 ms", "half back after", "99 of 100 after"];
const text = table(heads, rows);
console.log(text);
record("capacity.md", "million", text);
