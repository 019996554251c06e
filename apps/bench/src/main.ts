/** `pnpm bench`: runs what the command line asks for, prints a table of each workload, writes the results. */
import { fileURLToPath } from "node:url";
import { field } from "./contenders/field.ts";
import { oldBuild } from "./contenders/hx-sse.ts";
import { machine } from "./machine.ts";
import { readOptions, usage, type Options } from "./options.ts";
import { publish } from "./publish.ts";
import { runWorkload } from "./rounds.ts";
import { openStage } from "./stage.ts";
import { summarise, type Rounds } from "./summary.ts";
import { cellsOf, plain } from "./table.ts";
import { programme } from "./workloads/programme.ts";

const docs = fileURLToPath(new URL("../../../docs/benchmarks", import.meta.url));

async function run(options: Options): Promise<void> {
  const workloads = programme.filter(
    ({ name, counts }) =>
      (!options.only.length || options.only.includes(name)) && !(counts && options.engine !== "chromium"),
  );
  const chosen = field.filter(
    ({ key }) => key === "hand" || !options.contenders.length || options.contenders.includes(key),
  );
  const old = options.old === undefined ? [] : oldBuild(options.old);
  const contenders = chosen.flatMap((each) => [each, ...old.filter(({ key }) => key === `${each.key}-old`)]);
  const rounds: Rounds[] = [];
  const log = (text: string): void => {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${text}`);
  };
  const stage = await openStage(options.engine);
  const setting = machine(stage.browser);
  console.log(setting);
  try {
    for (const workload of workloads) {
      rounds.push(...(await runWorkload(stage, workload, contenders, options, log)));
      log("");
      const table = cellsOf(workload, contenders, rounds, summarise(workloads, rounds, "hand"));
      console.log(`\n${workload.title}: ${workload.about}\n${plain(table)}`);
    }
  } finally {
    await stage.close();
  }
  if (!options.out) return;
  const figures = summarise(workloads, rounds, "hand");
  const date = new Date().toISOString().slice(0, 10);
  const { engine, scale, out } = options;
  await publish({ engine, date, machine: setting, scale, workloads, field: contenders, rounds, figures }, out);
  console.log(`\nWritten to ${options.out}`);
}

try {
  const names = programme.map(({ name }) => name);
  await run(
    readOptions(
      process.argv.slice(2),
      names,
      field.map(({ key }) => key),
      docs,
    ),
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof RangeError || error instanceof TypeError) console.error(`\n${usage}`);
  process.exitCode = 1;
}
