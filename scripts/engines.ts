/**
 * `pnpm test:engines`: the browser tests of the packages in Chromium, Firefox and WebKitGTK; then docs/browsers.md and the
 * table in the README say what passed. With names of engines, those alone, and no page is written.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { type EngineName, ENGINES, installBrowser, launchBrowser } from "../packages/testkit/src/index.ts";
import { conclude, run } from "./checks.ts";
import { forget, type Tally, tally } from "./reports.ts";

process.env["TURBO_TELEMETRY_DISABLED"] = "1";

const LABELS: Readonly<Record<EngineName, string>> = { chromium: "Chromium", firefox: "Firefox", webkit: "WebKitGTK" };
const BEGIN = "<!-- engines: written by pnpm test:engines -->";
const END = "<!-- end of engines -->";

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

/** A Markdown table, aligned as the formatter of this repository leaves it. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(3, ...rows.map((row) => (row[column] ?? "").length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((text, i) => text.padEnd(widths[i] ?? 0)).join(" | ")} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...body.map(line)].join("\n");
}

function summary(results: readonly Result[]): string {
  return table([
    ["engine", "version", "passed", "failed", "not run"],
    ...results.map(({ engine, version, passed, failed, notRun }) => [
      LABELS[engine],
      version,
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

function replace(path: string, text: string): void {
  const url = new URL(`../${path}`, import.meta.url);
  const page = readFileSync(url, "utf8");
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`${path} has no place for the table of engines`);
  writeFileSync(url, `${page.slice(0, begin + BEGIN.length)}\n\n${text}\n\n${page.slice(end)}`);
}

const named = process.argv.slice(2);
const engines = ENGINES.filter((engine) => !named.length || named.includes(engine));
forget();
for (const engine of engines) installBrowser(engine);
const turbo = ["run", "--continue", "--output-logs=errors-only"];
const outcomes = new Map<string, boolean>();
outcomes.set("build", run({ name: "build", command: ["turbo", ...turbo, "build"] }));
const results: Result[] = [];
for (const engine of engines) {
  const name = `browser tests in ${LABELS[engine]}`;
  const command = ["turbo", ...turbo, "test:engine", "--concurrency=2"] as const;
  outcomes.set(name, run({ name, command, env: { SSE_ENGINE: engine, SSE_SET: "all" } }));
  results.push({ engine, version: await versionOf(engine), ...tally(`engine-${engine}-all`) });
}
if (engines.length === ENGINES.length) {
  const lists = results.map(omissions).filter(Boolean);
  replace("README.md", summary(results));
  replace("docs/browsers.md", [summary(results), ...lists].join("\n\n"));
}
conclude(outcomes, new Map(results.map((result) => [LABELS[result.engine], result])));
