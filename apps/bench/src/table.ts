/** The figures as tables: for the screen and for Markdown. */
import type { Contender } from "./contenders/contender.ts";
import type { Figure, Rounds, Spread } from "./summary.ts";
import type { Measure, Workload } from "./workloads/workload.ts";

/** Three digits that matter, as people write them. */
export function digits(value: number): string {
  const size = Math.abs(value);
  if (size >= 100) return Math.round(value).toLocaleString("en");
  return value.toFixed(size >= 10 ? 1 : 2).replace(/\.0+$/, "");
}

function ends({ min, max }: Spread): string {
  return min === max ? "" : ` (${digits(min)}–${digits(max)})`;
}

/** The median with its ends: the ratio where the measure has one, with the value behind it. */
function cell({ unit }: Measure, { value, ratio }: Figure): string {
  const absolute = `${digits(value.median)}${unit && ` ${unit}`}`;
  return ratio ? `${digits(ratio.median)}×${ends(ratio)}, ${absolute}` : absolute + ends(value);
}

/** A table of cells; the first row is the head. */
export type Cells = readonly (readonly string[])[];

/** One workload: a row for every contender. */
export function cellsOf(
  workload: Workload,
  field: readonly Contender[],
  rounds: readonly Rounds[],
  figures: readonly Figure[],
): Cells {
  const head = ["", ...workload.measures.map(({ label }) => label), "remark"];
  const body = field.flatMap(({ key, label }) => {
    const taken = rounds.find((row) => row.workload === workload.name && row.contender === key);
    if (!taken) return [];
    const values = workload.measures.map((measure) => {
      const figure = figures.find(
        (one) => one.workload === workload.name && one.contender === key && one.measure === measure.key,
      );
      return figure ? cell(measure, figure) : "–";
    });
    return [[label, ...values, taken.remark ?? ""]];
  });
  return [head, ...body];
}

/** Several workloads in one table, by the first measure of each: a row for every contender. */
export function overview(
  workloads: readonly Workload[],
  field: readonly Contender[],
  figures: readonly Figure[],
): Cells {
  const body = field.map(({ key, label }) => {
    const values = workloads.map(({ name, measures: [measure] }) => {
      const figure = figures.find(
        (one) => one.workload === name && one.contender === key && one.measure === measure?.key,
      );
      if (!figure || !measure) return "–";
      return figure.ratio ? `${digits(figure.ratio.median)}×` : `${digits(figure.value.median)} ${measure.unit}`;
    });
    return [label, ...values];
  });
  return [["", ...workloads.map(({ title }) => title)], ...body];
}

/** Columns side by side, for a terminal. */
export function plain(cells: Cells): string {
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => (row[column] ?? "").length)));
  return cells
    .map((row) =>
      row
        .map((text, i) => text.padEnd(widths[i] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** A Markdown table, aligned as the formatter of this repository leaves it. */
export function markdown(cells: Cells): string {
  const widths = (cells[0] ?? []).map((_, column) => Math.max(3, ...cells.map((row) => (row[column] ?? "").length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((text, i) => text.padEnd(widths[i] ?? 0)).join(" | ")} |`;
  const [head = [], ...body] = cells;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...body.map(line)].join("\n");
}
