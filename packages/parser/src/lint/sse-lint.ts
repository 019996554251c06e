#!/usr/bin/env node
/** The command `sse-lint`: lints files, prints what it finds, exits with 1 on errors and 2 when it cannot run. */
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { glob } from "tinyglobby";
import { lint } from "./lint.ts";
import { reporters, type FileFindings } from "./report.ts";

const usage = `Usage: sse-lint [--format stylish|json] <files or globs>

Checks hx-sse, hx-trigger, hx-swap, hx-target and sse-* attributes in HTML and templates.`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { format: { type: "string", default: "stylish" }, help: { type: "boolean", short: "h", default: false } },
  });
  const report = Object.hasOwn(reporters, values.format) ? reporters[values.format] : undefined;
  if (values.help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  if (!report || !positionals.length) throw new Error(usage);
  const paths = await glob(positionals, { dot: false, expandDirectories: false });
  if (!paths.length) throw new Error(`sse-lint: no file matches ${positionals.join(" ")}`);
  const files: FileFindings[] = [];
  for (const path of paths.toSorted()) files.push({ path, findings: lint(await readFile(path, "utf8")) });
  process.stdout.write(report(files));
  return files.some(({ findings }) => findings.some(({ severity }) => severity === "error")) ? 1 : 0;
}

async function run(): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  }
}

void run();
