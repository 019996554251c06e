/** A kind of work that pages do with events, and what is measured of it. */
import type { Contender } from "../contenders/contender.ts";
import type { Stage } from "../stage.ts";

/** One number that a run gives. */
export interface Measure {
  readonly key: string;
  readonly label: string;
  readonly unit: "ms" | "KB" | "";
  /** Shown as a ratio to the hand-written loop of the same round too. */
  readonly ratio?: boolean;
}

/** What a run measured, by `Measure.key`. */
export type Reading = Readonly<Record<string, number>>;

/** A workload. */
export interface Workload {
  /** Its name on the command line. */
  readonly name: string;
  readonly title: string;
  /** What is done, with the counts of a full run. */
  readonly about: string;
  /** It counts nodes and bytes, which only Chromium tells. */
  readonly counts?: boolean;
  /** The first is the one that charts show. */
  readonly measures: readonly Measure[];
  /** `undefined` where the contender cannot do it. */
  run(stage: Stage, contender: Contender, scale: number): Promise<Reading | undefined>;
}

/** Processor time of the main thread until the last content stood in the document. */
export const mainThread: Measure = { key: "main", label: "main thread", unit: "ms", ratio: true };

/** `count` at this scale, at least 2. */
export function scaled(count: number, scale: number): number {
  return Math.max(2, Math.round(count * scale));
}
