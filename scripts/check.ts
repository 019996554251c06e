/**
 * `pnpm test`: every check of the repository, on a fresh clone too. Ends with the line `N passed, N failed`, where a
 * test counts as one and so does each check that is not a test.
 */
import { spawnSync } from "node:child_process";
import { existsSync, globSync, readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { installChromium } from "../packages/testkit/src/chromium.ts";

// turbo says nothing of us to anyone, and nothing of that to our users.
process.env["TURBO_TELEMETRY_DISABLED"] = "1";

const root = fileURLToPath(new URL("..", import.meta.url));
const kinds = ["unit", "browser"] as const;

interface Outcome {
  readonly name: string;
  readonly ok: boolean;
}

const checks: readonly (readonly [name: string, command: string, ...args: string[]])[] = [
  ["format", "oxfmt", "--check"],
  ["lint", "oxlint", "--deny-warnings"],
  ["regular expressions", process.execPath, "scripts/regexps.ts"],
  ["build", "turbo", "run", "build", "--output-logs=errors-only"],
  ["hashes of the bundles", process.execPath, "scripts/integrity.ts", "--check"],
  ["types", "turbo", "run", "typecheck", "--continue", "--output-logs=errors-only"],
  ["packages", "turbo", "run", "check:package", "--continue", "--output-logs=errors-only"],
  ["unit tests", "turbo", "run", "test:unit", "--continue", "--output-logs=errors-only"],
  // Two packages at a time: each drives browsers of its own, and mostly waits for them.
  ["browser tests", "turbo", "run", "test:browser", "--continue", "--concurrency=2", "--output-logs=errors-only"],
];

function run([name, command, ...args]: (typeof checks)[number]): Outcome {
  const begun = performance.now();
  console.log(`\n── ${name}`);
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: "inherit" });
  if (error) console.error(error.message);
  const ok = status === 0;
  console.log(`── ${name}: ${ok ? "ok" : "FAILED"} (${((performance.now() - begun) / 1000).toFixed(1)} s)`);
  return { name, ok };
}

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly { readonly assertionResults: readonly { readonly title: string }[] }[];
}

function isReport(value: unknown): value is Report {
  return typeof value === "object" && value !== null && "numPassedTests" in value && "numFailedTests" in value;
}

/** Adds up what vitest wrote in every package, and finds the tests whose names say that something was not run. */
function counted(): { passed: number; failed: number; notRun: readonly string[] } {
  const sum = { passed: 0, failed: 0, notRun: [] as string[] };
  for (const kind of kinds) {
    for (const file of globSync(`{packages,apps}/*/.results/${kind}.json`, { cwd: root })) {
      const report: unknown = JSON.parse(readFileSync(new URL(`../${file}`, import.meta.url), "utf8"));
      if (!isReport(report)) continue;
      sum.passed += report.numPassedTests;
      sum.failed += report.numFailedTests;
      const titles = report.testResults.flatMap(({ assertionResults }) => assertionResults.map(({ title }) => title));
      sum.notRun.push(...titles.filter((title) => title.startsWith("not run ")));
    }
  }
  return sum;
}

for (const stale of globSync("{packages,apps}/*/.results", { cwd: root })) {
  const path = new URL(`../${stale}`, import.meta.url);
  if (existsSync(path)) rmSync(path, { recursive: true });
}
await installChromium();
const outcomes = checks.map(run);
const tests = counted();
const broken = outcomes.filter((outcome) => !outcome.ok);
const passed = tests.passed + outcomes.length - broken.length;
const failed = tests.failed + broken.length;
if (broken.length) console.log(`\nfailed: ${broken.map((outcome) => outcome.name).join(", ")}`);
for (const title of tests.notRun) console.log(`\n${title}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
