/**
 * `pnpm load` as a program: `--clients 1000,5000,9000`; `--record` writes table and plots into docs/servers. Targets whose
 * programs are missing are named.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { howToInstall, programPath } from "@sse/testkit";
import { machine, record, table } from "../record.ts";
import { measure, type Measurement } from "./measure.ts";
import { bars } from "./plot.ts";
import { targets } from "./targets.ts";

const { values } = parseArgs({
  args: process.argv.slice(2).filter((word) => word !== "--"),
  options: { clients: { type: "string", default: "1000" }, record: { type: "boolean", default: false } },
});
const counts = values.clients.split(",").map(Number);
if (!counts.every((count) => Number.isInteger(count) && count > 0)) {
  console.error(`--clients is one whole number, or several with commas between them, not "${values.clients}".`);
  process.exit(2);
}

const results: { readonly name: string; readonly result: Measurement }[] = [];
for (const [name, [programs, open]] of Object.entries(targets)) {
  const missing = programs.filter((program) => !programPath(program));
  if (missing.length) {
    console.log(`${name}: not run. ${howToInstall(missing)}`);
    continue;
  }
  for (const count of counts) {
    const target = await open();
    try {
      const result = await measure(target, count);
      results.push({ name, result });
      console.log(name, result);
    } catch (error) {
      // Too few open files are allowed, for example: `ulimit -n`.
      console.error(`${name}, ${count} clients: ${error instanceof Error ? error.message : String(error)}`);
      process.exitCode = 1;
    } finally {
      await target.close();
    }
  }
}

const heads = [
  "server",
  "clients",
  "KB a connection",
  "µs a delivery",
  "p50",
  "p99",
  "storm: all back",
  "storm: processor",
];
const rows = results.map(({ name, result }) => [
  name,
  result.clients.toLocaleString("en"),
  result.memory.toFixed(1),
  result.delivery.toFixed(1),
  `${result.median.toFixed(0)} ms`,
  `${result.slowest.toFixed(0)} ms`,
  `${(result.storm / 1000).toFixed(1)} s`,
  `${(result.stormProcessor / 1000).toFixed(1)} s`,
]);
const text = table(heads, rows);
console.log(`\n${text}`);
if (values.record) {
  const folder = new URL("../../../../docs/servers/images/", import.meta.url);
  mkdirSync(folder, { recursive: true });
  const plot = (file: string, title: string, of: (result: Measurement) => number): void => {
    const each = results.map(({ name, result }) => ({ name: `${name}, ${result.clients}`, value: of(result) }));
    writeFileSync(new URL(file, folder), bars(title, each));
  };
  plot("memory.svg", "KB of resident memory a connection", ({ memory }) => memory);
  plot("delivery.svg", "µs of the server's processor time a delivery", ({ delivery }) => delivery);
  const about = `20 events to every client. ${machine()}.`;
  const images =
    "![KB of resident memory a connection](images/memory.svg)\n\n![µs of processor time a delivery](images/delivery.svg)";
  record("capacity.md", "load", `${about}\n\n${text}\n\n${images}`);
}
