/** Where our swap and htmx 2's differ on purpose. */
import { type EngineName, engineName } from "@sse/testkit";

/** A group of cases of the table, by the end of their names. */
export interface Difference {
  readonly cases: RegExp;
  /** The heading under which docs/swap-differences.md explains it. */
  readonly why: string;
  /** It shows between the swap and its settling alone. */
  readonly settling?: true;
  /** It shows in this engine alone. */
  readonly engine?: EngineName;
}

/** Every one is to be explained in docs/swap-differences.md, and to be seen in the table. */
const all: readonly Difference[] = [
  { cases: / (?:comment|rowAfterComment)$/, why: "Comments stay", engine: "chromium" },
  { cases: / stray$/, why: "End tags without a start" },
  { cases: / (?:delete|none) preserve/, why: "Preserved elements stay if nothing is swapped" },
  {
    cases: / oob(?:Inner|Selector|OuterSelector|TemplateRow|Begin|Before|After|None|Settle)$/,
    why: "An event with nothing but out-of-band parts leaves the target alone",
  },
  {
    cases: / (?:before|after)(?:begin|end) (?:same|targetId|item|row|cells)/,
    why: "Only replacing elements settle",
    settling: true,
  },
  { cases: / script(?:Data)?$/, why: "Scripts get no class, and no event", settling: true },
  { cases: / preserve(?:Elsewhere)?$/, why: "Preserved elements are not new", settling: true, engine: "webkit" },
];

/** Those of the engine that this run is in. */
export const differences = all.filter(({ engine = engineName() }) => engine === engineName());
