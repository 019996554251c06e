/**
 * `pnpm test:engines`: the browser tests of the packages in Chromium, Firefox and WebKitGTK; then docs/browsers.md and the
 * table in the README say what passed. With names of engines, those alone, and no page is written. A machine that has not
 * the time for all at once takes `--resume`, with `--minutes 5` if it likes: file by file, what has passed is not run
 * again; `--pages` then writes the pages from the reports.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type EngineName, ENGINES, installBrowser, launchBrowser } from "../packages/testkit/src/index.ts";
import { conclude, run } from "./checks.ts";
import { runFiles, testFiles } from "./engine-files.ts";
import { forget, type Tally, tally } from "./reports.ts";
import { table, withText } from "./tables.ts";

process.env["TURBO_TELEMETRY_DISABLED"] = "1";

const LABELS: Readonly<Record<EngineName, string>> = { chromium: "Chromium", firefox: "Firefox", webkit: "WebKitGTK" };

interface Result extends Tally {
  readonly engine: EngineName;
  readonly version: string;
}

async function versionOf(engine: EngineName): Promise<string> {
  const browser = await launchBrowser(engine);
  // WebKitGTK's driver knows its browser by a session alone.
  await browser.newContext();
  const version = browser.version();
  await browser.close();
  return version.split(".").slice(0, 3).join(".");
}

function summary(results: readonly Result[]): string {
  const cut = results.some(({ files }) => files < testFiles.length);
  const why = "Where an engine shows fewer files than there are, its run was stopped before it reached the others.";
  return [numbers(results), ...(cut ? [why] : [])].join("\n\n");
}

function numbers(results: readonly Result[]): string {
  return table([
    ["engine", "version", "files", "passed", "failed", "not run"],
    ...results.map(({ engine, version, files, passed, failed, notRun }) => [
      LABELS[engine],
      version,
      `${files} of ${testFiles.length}`,
      String(passed),
      String(failed),
      String(notRun.length),
    ]),
  ]);
}

const escaped = (name: string): string => name.replaceAll(/[<>*_`[\]|\\]/g, String.raw`\$&`).replaceAll(/\s+/g, " ");

/** What did not run in an engine: the reasons, and under each the tests. */
function omissions({ engine, notRun }: Result): string {
  const reasons = [...new Set(notRun.map(({ why }) => why))].toSorted();
  const lists = reasons.map((why) => {
    const names = notRun.filter((test) => test.why === why).map(({ name }) => `  - ${escaped(name)}`);
    return `- ${why}:\n${names.join("\n")}`;
  });
  return lists.length ? `### Not run in ${LABELS[engine]}, and why\n\n${lists.join("\n")}` : "";
}

const replace = (path: string, text: string): void =>
  writeFileSync(new URL(`../${path}`, import.meta.url), withText(path, "engines:", "end of engines", text));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { resume: { type: "boolean" }, minutes: { type: "string" }, pages: { type: "boolean" } },
});
const engines = ENGINES.filter((engine) => !positionals.length || positionals.includes(engine));
const inParts = Boolean(values.resume || values.minutes);
const end = values.minutes ? Date.now() + Number(values.minutes) * 60_000 : Infinity;
if (!inParts && !values.pages) forget();
for (const engine of engines) installBrowser(engine);
const outcomes = new Map<string, boolean>();
const turbo = ["run", "--continue", "--output-logs=errors-only"];
if (!values.pages) outcomes.set("build", run({ name: "build", command: ["turbo", ...turbo, "build"] }));
const results: Result[] = [];
for (const engine of engines) {
  const name = `browser tests in ${LABELS[engine]}`;
  const command = ["turbo", ...turbo, "test:engine", "--concurrency=2"] as const;
  const env = { SSE_ENGINE: engine, SSE_SET: "all" };
  if (inParts) {
    const left = runFiles(engine, end);
    if (left) console.log(`${left} files have not passed in ${LABELS[engine]} yet`);
    outcomes.set(name, left === 0);
  } else if (!values.pages) outcomes.set(name, run({ name, command, env }));
  results.push({ engine, version: await versionOf(engine), ...tally(`engine-${engine}-all{,/**/*}`) });
}
if (values.pages || (engines.length === ENGINES.length && !inParts)) {
  const lists = results.map(omissions).filter(Boolean);
  replace("README.md", summary(results));
  replace("docs/browsers.md", [summary(results), ...lists].join("\n\n"));
}
conclude(outcomes, new Map(results.map((result) => [LABELS[result.engine], result])));
