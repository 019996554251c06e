/** Runs checks one after the other, and sums them up as `N passed, N failed`. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Tally } from "./reports.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** A command that fails when something is wrong. */
export interface Check {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a check in the root of the repository; gives whether all was well. */
export function run({ name, command: [file, ...args], env }: Check): boolean {
  const begun = performance.now();
  console.log(`\n── ${name}`);
  const { status, error } = spawnSync(file, args, { cwd: root, stdio: "inherit", env: { ...process.env, ...env } });
  if (error) console.error(error.message);
  console.log(`── ${name}: ${status === 0 ? "ok" : "FAILED"} (${((performance.now() - begun) / 1000).toFixed(1)} s)`);
  return status === 0;
}

/**
 * The last lines of a run: what failed, how many tests did not run and why, and the sum, in which a test counts as one
 * and so does each check. Sets the exit code.
 */
export function conclude(outcomes: ReadonlyMap<string, boolean>, tallies: ReadonlyMap<string, Tally>): void {
  const broken = [...outcomes].flatMap(([name, ok]) => (ok ? [] : name));
  if (broken.length) console.log(`\nfailed: ${broken.join(", ")}`);
  for (const [name, { notRun }] of tallies) {
    for (const why of new Set(notRun.map((test) => test.why))) {
      const count = notRun.filter((test) => test.why === why).length;
      console.log(`\n${why.startsWith("not run ") ? why : `not run, ${name}: ${count} (${why})`}`);
    }
  }
  const sum = (count: (tally: Tally) => number): number =>
    [...tallies.values()].reduce((all, one) => all + count(one), 0);
  const failed = sum((tally) => tally.failed) + broken.length;
  console.log(`\n${sum((tally) => tally.passed) + outcomes.size - broken.length} passed, ${failed} failed`);
  process.exitCode = failed ? 1 : 0;
}
