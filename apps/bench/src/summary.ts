/** From the readings of all rounds to the numbers of the table. */
import type { Reading, Workload } from "./workloads/workload.ts";

/** All rounds of one contender at one workload; a round that failed, or was not run, is `undefined`. */
export interface Rounds {
  readonly workload: string;
  readonly contender: string;
  readonly readings: readonly (Reading | undefined)[];
  /** Why it cannot, did not, or did only in part. */
  readonly remark: string | undefined;
}

/** The middle and the ends of some numbers. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** One measure of one contender at one workload. */
export interface Figure {
  readonly workload: string;
  readonly contender: string;
  readonly measure: string;
  readonly value: Spread;
  /** To the hand-written loop of the same round. */
  readonly ratio: Spread | undefined;
}

/** `undefined` for no numbers. The median of an even count is the mean of the middle two. */
export function spread(values: readonly number[]): Spread | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const [min] = sorted;
  const max = sorted.at(-1);
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.ceil((sorted.length - 1) / 2)];
  if (min === undefined || max === undefined || low === undefined || high === undefined) return undefined;
  return { median: (low + high) / 2, min, max };
}

/** The figures of every contender at every workload that gave any; `base` names the contender of ratio 1. */
export function summarise(workloads: readonly Workload[], all: readonly Rounds[], base: string): Figure[] {
  return all.flatMap(({ workload, contender, readings }) => {
    const measures = workloads.find(({ name }) => name === workload)?.measures ?? [];
    const bases = all.find((other) => other.workload === workload && other.contender === base)?.readings ?? [];
    return measures.flatMap(({ key, ratio }): Figure[] => {
      const value = spread(readings.flatMap((reading) => reading?.[key] ?? []));
      if (!value) return [];
      const ratios = readings.flatMap((reading, round) => {
        const [mine, theirs] = [reading?.[key], bases[round]?.[key]];
        return mine === undefined || !theirs ? [] : [mine / theirs];
      });
      return [{ workload, contender, measure: key, value, ratio: ratio ? spread(ratios) : undefined }];
    });
  });
}
