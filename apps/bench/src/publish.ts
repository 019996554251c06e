/** Writes a run where `docs/benchmarks.md` shows it: the numbers, a chart of each workload, the tables. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { EngineName } from "@sse/testkit";
import { barNote, svg, type Bar } from "./chart.ts";
import type { Contender } from "./contenders/contender.ts";
import { isCore } from "./rounds.ts";
import type { Figure, Rounds } from "./summary.ts";
import { cellsOf, markdown, overview } from "./table.ts";
import type { Workload } from "./workloads/workload.ts";

/** A finished run. */
export interface Run {
  readonly engine: EngineName;
  readonly date: string;
  readonly machine: string;
  readonly scale: number;
  readonly workloads: readonly Workload[];
  readonly field: readonly Contender[];
  readonly rounds: readonly Rounds[];
  readonly figures: readonly Figure[];
}

function chart(run: Run, workload: Workload): string {
  const [measure] = workload.measures;
  if (!measure) throw new Error(`${workload.name} measures nothing`);
  const bars = run.field.flatMap((contender): Bar[] => {
    const taken = run.rounds.find((row) => row.workload === workload.name && row.contender === contender.key);
    if (!taken) return [];
    const figure = run.figures.find(
      (one) => one.workload === workload.name && one.contender === contender.key && one.measure === measure.key,
    );
    const own = { label: contender.label, ours: isCore(contender) && contender.key !== "hand" };
    if (!figure) return [{ ...own, value: undefined, note: taken.remark ?? "cannot" }];
    const { median, min, max } = figure.ratio ?? figure.value;
    const unit = figure.ratio ? "×" : measure.unit && ` ${measure.unit}`;
    return [{ ...own, value: median, min, max, note: barNote(median, unit) }];
  });
  return svg({
    title: workload.title,
    subtitle: measure.ratio
      ? `${measure.label}, times the hand-written loop`
      : `${measure.label}${measure.unit && `, ${measure.unit}`}`,
    bars,
    mark: measure.ratio ? 1 : undefined,
  });
}

function section(run: Run, workload: Workload, folder: string): string {
  const table = markdown(cellsOf(workload, run.field, run.rounds, run.figures));
  const [first = "", ...rest] = workload.about;
  return `### ${workload.title}\n\n${first.toUpperCase()}${rest.join("")}.\n\n![${workload.title}](${folder}/${workload.name}.svg)\n\n${table}\n`;
}

const marksOf = (engine: EngineName): [begin: string, end: string] => [
  `<!-- results in ${engine}: written by the bench -->`,
  `<!-- end of results in ${engine} -->`,
];

/** The page with its results in one engine replaced; a page without the marks is left alone. */
export function withResults(page: string, results: string, engine: EngineName): string {
  const [mark, endMark] = marksOf(engine);
  const [begin, end] = [page.indexOf(mark), page.indexOf(endMark)];
  if (begin < 0 || end < begin) return page;
  return `${page.slice(0, begin + mark.length)}\n\n${results}\n${page.slice(end)}`;
}

/** Writes the numbers of a run into `folder`; gives what the page says of it. */
async function write(run: Run, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const { engine, date, machine, scale, figures, rounds } = run;
  const isMain = engine === "chromium";
  const contenders = run.field.map(({ key, label }) => ({ key, label }));
  const remarks = rounds.flatMap(({ workload, contender, remark }) => (remark ? { workload, contender, remark } : []));
  const json = { date, machine, scale, contenders, figures, remarks };
  const name = isMain ? "results.json" : `results-${engine}.json`;
  await writeFile(join(folder, name), `${JSON.stringify(json, undefined, 2)}\n`);
  const counts = scale === 1 ? "" : ` At ${scale} times the counts named ${isMain ? "below" : "above"}.`;
  const measured = `Measured on ${date}: ${machine}.${counts}\n`;
  if (!isMain) return `${measured}\n${markdown(overview(run.workloads, run.field, figures))}\n`;
  for (const workload of run.workloads) await writeFile(join(folder, `${workload.name}.svg`), chart(run, workload));
  const sections = run.workloads.map((workload) => section(run, workload, "benchmarks"));
  return [measured, ...sections].join("\n");
}

/**
 * Writes a run into `folder`, and into the page beside it, if there is one: the numbers, and of Chromium a chart and a table for each
 * workload, of another engine one table of all.
 */
export async function publish(run: Run, folder: string): Promise<void> {
  const results = await write(run, folder);
  const path = `${folder}.md`;
  const page = await readFile(path, "utf8").catch(() => undefined);
  if (page !== undefined) await writeFile(path, withResults(page, results, run.engine));
}
