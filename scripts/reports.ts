/** What vitest wrote of every package: how many tests passed, which did not run, and why. */
import { existsSync, globSync, readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

interface Assertion {
  readonly fullName: string;
  readonly title: string;
  readonly status: string;
  readonly meta?: { readonly notRun?: string };
}

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly { readonly assertionResults: readonly Assertion[] }[];
}

/** A test that did not run. */
export interface NotRun {
  readonly name: string;
  readonly why: string;
}

/** The sum of some reports. */
export interface Tally {
  /** Files of tests. */
  readonly files: number;
  readonly passed: number;
  readonly failed: number;
  readonly notRun: readonly NotRun[];
}

function isReport(value: unknown): value is Report {
  return typeof value === "object" && value !== null && "numPassedTests" in value && "numFailedTests" in value;
}

/** Why a test did not run: it says so, or its name begins with it. */
function notRun({ fullName, title, status, meta }: Assertion): NotRun[] {
  if (meta?.notRun) return [{ name: fullName.trim(), why: meta.notRun }];
  if (title.startsWith("not run ")) return [{ name: title, why: title }];
  return status === "skipped" ? [{ name: fullName.trim(), why: "skipped" }] : [];
}

function paths(name: string): string[] {
  return globSync(`{packages,apps}/*/.results/${name}.json`, { cwd: root }).map((path) => `${root}${path}`);
}

/** Adds up the reports whose names, without `.json`, this pattern matches, in all packages. */
export function tally(name: string): Tally {
  const reports = paths(name).flatMap((path): Report[] => {
    const report: unknown = JSON.parse(readFileSync(path, "utf8"));
    return isReport(report) ? [report] : [];
  });
  const sum = (count: (report: Report) => number): number => reports.reduce((all, one) => all + count(one), 0);
  return {
    files: sum(({ testResults }) => testResults.length),
    passed: sum(({ numPassedTests }) => numPassedTests),
    failed: sum(({ numFailedTests }) => numFailedTests),
    notRun: reports.flatMap(({ testResults }) =>
      testResults.flatMap(({ assertionResults }) => assertionResults.flatMap(notRun)),
    ),
  };
}

/** Removes the reports of earlier runs. */
export function forget(): void {
  for (const path of globSync("{packages,apps}/*/.results", { cwd: root })) {
    if (existsSync(`${root}${path}`)) rmSync(`${root}${path}`, { recursive: true });
  }
}
