/** The command line. */
import { parseArgs } from "node:util";
import { type EngineName, ENGINES } from "@sse/testkit";

/** What is to be run, and where the results go. */
export interface Options {
  /** Workloads by name; empty: all. */
  readonly only: readonly string[];
  /** Contenders by key; empty: all. The hand-written loop always runs. */
  readonly contenders: readonly string[];
  readonly rounds: number;
  /** Rounds in which the contenders of others take part: they are slow, and their ratios are far from any border. */
  readonly peerRounds: number;
  /** Factor on all counts of events and elements. */
  readonly scale: number;
  readonly engine: EngineName;
  /** Folder with the bundles of an earlier build of ours, which run in turn with those of today; `undefined`: none. */
  readonly old: string | undefined;
  /** Folder for results and charts; `undefined`: print only. */
  readonly out: string | undefined;
}

export const usage = `pnpm bench [--only small,rows] [--contenders ours,htmx2] [--rounds 5] [--peer-rounds 2] [--scale 1]
           [--engine chromium] [--old dist] [--out folder]

--old is the dist folder of @sse/htmx-legacy in another checkout: what it holds runs in turn with what is built here.

Results go to docs/benchmarks when everything is run at full scale, else only to the screen, or to --out.`;

function list(text: string | undefined, known: readonly string[], what: string): string[] {
  const names = (text ?? "").split(",").filter(Boolean);
  const stranger = names.find((name) => !known.includes(name));
  if (stranger) throw new RangeError(`There is no ${what} "${stranger}". Known: ${known.join(", ")}`);
  return names;
}

function number(text: string, what: string, least: number): number {
  const value = Number(text);
  if (!(value >= least)) throw new RangeError(`--${what} takes a number from ${least} on, not "${text}"`);
  return value;
}

/** Reads the arguments. Throws `RangeError` or `TypeError` with a message for the person who typed them. */
export function readOptions(
  args: readonly string[],
  workloads: readonly string[],
  contenders: readonly string[],
  docs: string,
): Options {
  const { values } = parseArgs({
    args: args.filter((arg) => arg !== "--"),
    options: {
      only: { type: "string" },
      contenders: { type: "string" },
      rounds: { type: "string", default: "5" },
      "peer-rounds": { type: "string", default: "2" },
      scale: { type: "string", default: "1" },
      engine: { type: "string", default: "chromium" },
      old: { type: "string" },
      out: { type: "string" },
    },
  });
  const scale = number(values.scale, "scale", 0);
  const engine = ENGINES.find((known) => known === values.engine);
  if (!engine) throw new RangeError(`There is no engine "${values.engine}". Known: ${ENGINES.join(", ")}`);
  const whole = scale === 1 && !values.only && !values.contenders && !values.old;
  return {
    only: list(values.only, workloads, "workload"),
    contenders: list(values.contenders, contenders, "contender"),
    rounds: number(values.rounds, "rounds", 1),
    peerRounds: number(values["peer-rounds"], "peer-rounds", 1),
    scale,
    engine,
    old: values.old,
    out: values.out ?? (whole ? docs : undefined),
  };
}
