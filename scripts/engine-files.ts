/**
 * The browser tests file by file, each with a report of its own, for machines on which a whole run is too long for one
 * sitting: what has a report without a failure is not run again.
 */
import { existsSync, globSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { EngineName } from "../packages/testkit/src/index.ts";
import { run } from "./checks.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

interface Part {
  readonly folder: string;
  readonly file: string;
  /** Where its report goes, relative to `folder`. */
  readonly report: string;
}

/** Every file of browser tests that runs in three engines. */
export const testFiles: readonly string[] = globSync("packages/*/{src,test}/**/*.browser.test.ts", {
  cwd: root,
}).toSorted();

const partsOf = (engine: EngineName): readonly Part[] =>
  testFiles.map((path) => {
    const [, name = "", file = ""] = /^packages\/([^/]+)\/(.*)$/.exec(path) ?? [];
    return { folder: `packages/${name}`, file, report: `.results/engine-${engine}-all/${file}.json` };
  });

function isGreen({ folder, report }: Part): boolean {
  const path = `${root}${folder}/${report}`;
  if (!existsSync(path)) return false;
  return (JSON.parse(readFileSync(path, "utf8")) as { success?: boolean }).success === true;
}

/** Runs, until the time `end` (ms), the files of an engine that have not passed yet; gives how many are left. */
export function runFiles(engine: EngineName, end: number): number {
  const open = partsOf(engine).filter((part) => !isGreen(part));
  // What has failed waits until everything has run once.
  const fresh = (part: Part): boolean => !existsSync(`${root}${part.folder}/${part.report}`);
  let left = open.length;
  for (const part of [...open.filter(fresh), ...open.filter((each) => !fresh(each))]) {
    if (Date.now() > end) break;
    mkdirSync(dirname(`${root}${part.folder}/${part.report}`), { recursive: true });
    const args = ["--project", "browser", "--reporter", "default", "--reporter", "json", "--outputFile", part.report];
    const passed = run({
      name: `${part.folder}/${part.file} in ${engine}`,
      command: ["vitest", "run", "--root", part.folder, ...args, part.file],
      env: { SSE_ENGINE: engine, SSE_SET: "all" },
    });
    if (passed) left--;
  }
  return left;
}
