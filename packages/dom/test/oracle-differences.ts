/** Where our swap and htmx 2's differ on purpose. */

/** A group of cases of the table, by the end of their names. */
export interface Difference {
  readonly cases: RegExp;
  /** The heading under which docs/swap-differences.md explains it. */
  readonly why: string;
  /** It shows between the swap and its settling alone. */
  readonly settling?: true;
}

/** Every one is to be explained in docs/swap-differences.md, and to be seen in the table. */
export const differences: readonly Difference[] = [
  { cases: / (?:comment|rowAfterComment)$/, why: "Comments stay" },
  { cases: / stray$/, why: "End tags without a start" },
  { cases: / (?:delete|none) preserve/, why: "Preserved elements stay where nothing takes them" },
  {
    cases: / oob(?:Inner|Selector|OuterSelector|TemplateRow|Begin|Before|After|None|Settle)$/,
    why: "What goes elsewhere altogether leaves the target alone",
  },
  {
    cases: / (?:before|after)(?:begin|end) (?:same|targetId|item|row|cells)/,
    why: "Only what replaces settles",
    settling: true,
  },
  { cases: / script(?:Data)?$/, why: "Scripts wear no class", settling: true },
];
