/** What comes down on a server that was away: its clients on a virtual clock, each with a retry policy. */
import { RETRY_MAX, RETRY_MIN, retryDelay } from "../src/retry-policy.ts";
import { isStable } from "../src/stability.ts";
import { createRandom } from "./random.ts";

/** Gives the delay in ms before the next attempt, after so many failures in a row. */
export type Policy = (failures: number, random: () => number) => number;

/** The delay of browsers that were told nothing else: Chromium's, for everyone the same. */
const NATIVE_DELAY = 3000;

/** The policies that are compared, by name. */
export const POLICIES = {
  native: () => NATIVE_DELAY,
  ours: (failures, random) => retryDelay(failures, RETRY_MIN, RETRY_MAX, 0, random),
} satisfies Record<string, Policy>;

export interface StormOptions {
  readonly clients: number;
  /** Milliseconds for which the server refuses everyone. */
  readonly outage: number;
  readonly seed: number;
}

export interface Storm {
  /** Attempts in each second after the server went down. */
  readonly perSecond: readonly number[];
  /** All attempts. */
  readonly attempts: number;
  /** The most attempts within one second, from the moment the server is back. */
  readonly peakAfter: number;
  /** The most within 100 ms, from the moment the server is back. */
  readonly peakTenth: number;
  /** Seconds after its return until half of the clients, 99 of 100, and all were back. */
  readonly back: readonly [half: number, most: number, all: number];
}

/** All clients lose the server at 0 and try until it is back. */
export function simulateStorm(policy: Policy, { clients, outage, seed }: StormOptions): Storm {
  const random = createRandom(seed);
  const tenths: number[] = [];
  const returns = new Float64Array(clients);
  for (let client = 0; client < clients; client++) {
    let now = 0;
    for (let failures = 1; now < outage; failures++) {
      now += policy(failures, random);
      const tenth = Math.floor(now / 100);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    returns[client] = (now - outage) / 1000;
  }
  returns.sort();
  const counts = Array.from(tenths, (count) => count ?? 0);
  const perSecond = Array.from({ length: Math.ceil(counts.length / 10) }, (_, second) =>
    counts.slice(second * 10, second * 10 + 10).reduce((sum, count) => sum + count, 0),
  );
  const at = (share: number): number => returns[Math.ceil(share * clients) - 1] ?? 0;
  return {
    perSecond,
    attempts: counts.reduce((sum, count) => sum + count, 0),
    peakAfter: Math.max(...perSecond.slice(outage / 1000)),
    peakTenth: Math.max(...counts.slice(outage / 100)),
    back: [at(0.5), at(0.99), at(1)],
  };
}

export interface CrashLoopOptions {
  readonly clients: number;
  /** Milliseconds from the response to the end of each connection; one event comes in between. */
  readonly life: number;
  /** Milliseconds that are counted. */
  readonly span: number;
  readonly seed: number;
}

/**
 * How many connections a client makes, on average, to a server that accepts, sends one event and dies, again and again.
 * Failures are forgotten when a connection was stable, or, where an event is `forgiving`, with every event.
 */
export function simulateCrashLoop(policy: Policy, options: CrashLoopOptions, forgiving = false): number {
  const { clients, life, span, seed } = options;
  const random = createRandom(seed);
  let connections = 0;
  for (let client = 0; client < clients; client++) {
    let failures = 0;
    for (let now = 0; now < span; now += life + policy(failures, random)) {
      connections++;
      failures = forgiving || isStable(life, true) ? 1 : failures + 1;
    }
  }
  return connections / clients;
}
