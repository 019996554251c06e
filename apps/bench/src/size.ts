/**
 * `check:package`: the size budgets. Fails where a file is larger than its limit, so that nothing grows unseen. The bundles
 * are weighed as they are; a package is weighed as a user's bundler makes it, with the libraries it depends on.
 */
import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { fileOf } from "./contenders/contender.ts";

/** A budget in bytes, minified and gzipped; a kilobyte is 1,000 of them. */
interface Budget {
  readonly name: string;
  readonly limit: number;
  /** The code, minified. */
  code(): Promise<string | Uint8Array>;
}

const functions = ["Sse", "Swap", "Trigger", "Target"].map((name) => `parse${name}Attribute`);

/** Bundles an entry of what is built, minified by esbuild; `external` packages are left out. */
async function bundle(entry: string, external: readonly string[] = []): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: import.meta.dirname, loader: "ts" },
    bundle: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2022",
    minify: true,
    external: [...external],
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}

const budgets: readonly Budget[] = [
  {
    name: "sse.min.js",
    limit: 69_920,
    code: () => readFile(fileOf("@sse/htmx-legacy", "dist/sse.min.js")),
  },
  {
    name: "sse-for-htmx.min.js",
    limit: 58_620,
    code: () => readFile(fileOf("@sse/htmx-legacy", "dist/sse-for-htmx.min.js")),
  },
  {
    // 6,000 before streams had positions, tokens, sleep, and reports of every gap; the parser is 1,900 of it.
    name: "@sse/core with eventsource-parser",
    limit: 13_470,
    code: () => bundle(`export * from "@sse/core"`),
  },
  {
    name: "@sse/core and browser-shared",
    limit: 15_660,
    code: () => bundle(`export * from "@sse/core"; export * from "@sse/core/browser-shared"`),
  },
  {
    name: "@sse/parser, parse functions",
    limit: 3_650,
    code: () => bundle(`export { ${functions.join()}, parseDuration } from "@sse/parser"`),
  },
  {
    name: "@sse/parser, everything",
    limit: 4_480,
    code: () => bundle(`export * from "@sse/parser"`),
  },
  {
    name: "@sse/dom without morph",
    limit: 30_100,
    code: () => bundle(`export * from "@sse/dom"`, ["@sse/core", "@sse/parser", "idiomorph"]),
  },
];

const bytes = (value: number): string => value.toLocaleString("en").padStart(7);

for (const { name, limit, code } of budgets) {
  const size = gzipSync(await code(), { level: 9 }).length;
  const verdict = size > limit ? `OVER by ${size - limit}` : "ok";
  console.log(`${name.padEnd(36)}${bytes(size)} of${bytes(limit)} B  ${verdict}`);
  if (size > limit) process.exitCode = 1;
}
