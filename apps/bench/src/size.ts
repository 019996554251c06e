/**
 * `check:package`: the size budgets. Fails where a file is larger than its limit, which is what it weighs today and a
 * little: nothing grows unseen. The goal is what it was meant to weigh; docs/benchmarks.md says what stands between.
 */
import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { minify } from "terser";
import { fileOf } from "./contenders/contender.ts";

/** A budget in bytes, minified and gzipped; a kilobyte is 1,000 of them. */
interface Budget {
  readonly name: string;
  readonly limit: number;
  readonly goal: number;
  /** The code, minified. */
  code(): Promise<string | Uint8Array>;
}

const functions = ["Sse", "Swap", "Trigger", "Target"].map((name) => `parse${name}Attribute`);

/** The sources rather than what is built of them. */
const SOURCE = "@sse/source";

/** Bundles an entry, minified as the browser bundles are, from what is built; `external` packages are left out. */
async function bundle(entry: string, external: readonly string[] = [], ...conditions: string[]): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: import.meta.dirname, loader: "ts" },
    bundle: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2022",
    minifySyntax: true,
    external: [...external],
    conditions: [...conditions, "module", "browser", "import", "default"],
    logLevel: "error",
  });
  const { code = "" } = await minify(outputFiles[0]?.text ?? "", {
    module: true,
    compress: { passes: 5, unsafe: true, unsafe_arrows: true, lhs_constants: false, sequences: false },
    ecma: 2020,
    format: { comments: false },
  });
  return code;
}

const budgets: readonly Budget[] = [
  {
    name: "sse.min.js",
    limit: 26_010,
    goal: 16_000,
    code: () => readFile(fileOf("@sse/htmx-legacy", "dist/sse.min.js")),
  },
  {
    name: "sse-for-htmx.min.js",
    limit: 20_085,
    goal: 9_000,
    code: () => readFile(fileOf("@sse/htmx-legacy", "dist/sse-for-htmx.min.js")),
  },
  {
    name: "@sse/core with eventsource-parser",
    limit: 4_845,
    goal: 5_000,
    code: () => bundle(`export * from "@sse/core"`),
  },
  {
    name: "@sse/core and browser-shared",
    limit: 5_985,
    goal: 6_000,
    code: () => bundle(`export * from "@sse/core"; export * from "@sse/core/browser-shared"`),
  },
  {
    name: "@sse/parser, parse functions",
    limit: 2_497,
    goal: 2_500,
    code: () => bundle(`export { ${functions.join()}, parseDuration } from "@sse/parser"`, [], SOURCE),
  },
  {
    name: "@sse/parser, everything",
    limit: 2_660,
    goal: 3_000,
    code: () => bundle(`export * from "@sse/parser"`, [], SOURCE),
  },
  {
    name: "@sse/dom without morph",
    limit: 12_335,
    goal: 6_000,
    code: () => bundle(`export * from "@sse/dom"`, ["@sse/core", "@sse/parser", "idiomorph"], SOURCE),
  },
];

const bytes = (value: number): string => value.toLocaleString("en").padStart(7);

for (const { name, limit, goal, code } of budgets) {
  const size = gzipSync(await code(), { level: 9 }).length;
  const verdict = size > limit ? `OVER by ${size - limit}` : size > goal ? `ok, ${size - goal} above its goal` : "ok";
  console.log(`${name.padEnd(36)}${bytes(size)} of${bytes(limit)} B  ${verdict}`);
  if (size > limit) process.exitCode = 1;
}
