/**
 * `pnpm test`: every check of the repository, on a fresh clone too: all tests in Chromium, a core set of them in Firefox
 * and WebKitGTK. Ends with the line `N passed, N failed`.
 */
import {
  BrowserMissingError,
  type EngineName,
  installBrowser,
  installPrograms,
  programs,
} from "../packages/testkit/src/index.ts";
import { type Check, conclude, run } from "./checks.ts";
import { forget, tally } from "./reports.ts";

// turbo says nothing of us to anyone, and nothing of that to our users.
process.env["TURBO_TELEMETRY_DISABLED"] = "1";

const turbo = (task: string, ...args: string[]): Check["command"] => [
  "turbo",
  "run",
  task,
  "--continue",
  "--output-logs=errors-only",
  ...args,
];

const checks: readonly Check[] = [
  { name: "format", command: ["oxfmt", "--check"] },
  { name: "lint", command: ["oxlint", "--deny-warnings"] },
  { name: "regular expressions", command: [process.execPath, "scripts/regexps.ts"] },
  { name: "the DOM through captured natives", command: [process.execPath, "scripts/natives.ts"] },
  { name: "build", command: ["turbo", "run", "build", "--output-logs=errors-only"] },
  { name: "hashes of the bundles", command: [process.execPath, "scripts/integrity.ts", "--check"] },
  { name: "types", command: turbo("typecheck") },
  { name: "types of the scripts", command: ["tsc", "-p", ".", "--noEmit"] },
  { name: "packages", command: turbo("check:package") },
  // Not all packages at once: many of these tests wait for servers and programs.
  { name: "unit tests", command: turbo("test:unit", "--concurrency=2") },
  // One package after the other: each runs two files at a time, and a browser keeps a processor busy.
  { name: "browser tests", command: turbo("test:browser", "--concurrency=1") },
];

/** Installs the other engines where that can be done; elsewhere they do not run, and the last lines say so. */
function available(engine: EngineName): boolean {
  try {
    installBrowser(engine);
    return true;
  } catch (error) {
    if (!(error instanceof BrowserMissingError)) throw error;
    missing.push(`not run: the core set in ${engine}. ${error.message}`);
    return false;
  }
}

const missing: string[] = [];
forget();
installBrowser("chromium");
// Tests that need one that is still missing say so by their names.
installPrograms(programs);
const others = (["firefox", "webkit"] as const).filter(available);
const cores = others.map((engine): Check => ({
  name: `core set in ${engine}`,
  command: turbo("test:engine", "--concurrency=1"),
  env: { SSE_ENGINE: engine, SSE_SET: "core" },
}));
const outcomes = new Map([...checks, ...cores].map((check) => [check.name, run(check)]));
const reports = ["unit", "browser", ...others.map((engine) => `engine-${engine}-core`)];
for (const text of missing) console.log(`\n${text}`);
conclude(outcomes, new Map(reports.map((name) => [name, tally(name)])));
