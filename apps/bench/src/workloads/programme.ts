/** All workloads, in the order of the tables. */
import { churn } from "./churn.ts";
import { append, fanOut, morph, rows, small, trickle } from "./deliveries.ts";
import { flood } from "./flood.ts";
import { sources } from "./sources.ts";
import { startUp } from "./start-up.ts";
import { triggers } from "./triggers.ts";
import type { Workload } from "./workload.ts";

export const programme: readonly Workload[] = [
  small,
  trickle,
  rows,
  append,
  fanOut,
  startUp,
  churn,
  flood,
  triggers,
  sources,
  morph,
];
