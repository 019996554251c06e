#!/usr/bin/env node
/** The command `sse-lint`: lints files, prints what it finds, exits with 1 on errors and 2 where it cannot read. */
import { parseArgs } from "node:util";
import { explain } from "./explain.ts";
import { extensions, filesOf, isUnreadable, textOf } from "./files.ts";
import { review } from "./lint.ts";
import { inLine, printable, reporters, type FileFindings } from "./report.ts";

const usage = `Usage: sse-lint [options] <files, folders or globs>

Checks hx-sse, hx-trigger, hx-swap, hx-target and sse-* attributes in HTML and templates.

  --ext html,tmpl       in folders, check only files with these extensions
  --format <format>     stylish (default), json, or github for annotations
  --hints               print hints, instead of only counting them
  --max <number>        print at most this many findings (default 1000)
  --explain <code>      print the page of a code, such as no-source
  --help`;

const options = {
  ext: { type: "string" },
  explain: { type: "string" },
  format: { type: "string", default: "stylish" },
  help: { type: "boolean", short: "h", default: false },
  hints: { type: "boolean", default: false },
  max: { type: "string", default: "1000" },
} as const;

const complain = (problem: string): void => void process.stderr.write(`${printable(inLine(problem))}\n`);

/** Whoever reads the output may stop, as `head` does. */
function ignoreClosed(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}

/** Lints a file; where it cannot be read, says so and gives nothing. */
function lintFile(path: string): FileFindings[] {
  try {
    const { findings, read } = isUnreadable(path) ? { findings: [], read: false } : review(textOf(path), path);
    return [{ path, findings, read }];
  } catch (error) {
    complain(`sse-lint: ${path}: ${error instanceof Error ? error.message : String(error)}`);
    return [];
  }
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options });
  if (values.help || values.explain !== undefined) {
    process.stdout.write(values.help ? `${usage}\n` : explain(values.explain ?? ""));
    return 0;
  }
  const report = Object.hasOwn(reporters, values.format) ? reporters[values.format] : undefined;
  if (!report) throw new Error(`sse-lint: --format ${values.format}: write ${Object.keys(reporters).join(", ")}`);
  if (!/^\d+$/.test(values.max)) throw new Error(`sse-lint: --max ${values.max}: write a number`);
  if (!positionals.length) {
    process.stderr.write(`${usage}\n`);
    return 2;
  }
  const endings = values.ext?.split(/[\s,]+/).flatMap((ending) => ending.replace(/^\*?\./, "") || []);
  const { paths, problems } = await filesOf(positionals, endings ?? extensions);
  const files = paths.flatMap(lintFile);
  for (const problem of problems) complain(`sse-lint: ${problem}`);
  if (files.length) process.stdout.write(printable(report(files, { hints: values.hints, max: Number(values.max) })));
  if (problems.length || files.length < paths.length) return 2;
  return files.some(({ findings }) => findings.some(({ severity }) => severity === "error")) ? 1 : 0;
}

async function run(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", ignoreClosed);
  try {
    process.exitCode = await main();
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error));
    process.exitCode = 2;
  }
}

void run();
