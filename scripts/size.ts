/**
 * Weighs what browsers load, as built, gzipped: a file with the chunks that it imports. `--json` prints numbers;
 * `--after <file>` prints a table of what is built now and of what was weighed into that file, after a change.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";

const files = [
  "packages/htmx-legacy/dist/sse.min.js",
  "packages/htmx-legacy/dist/sse-for-htmx.min.js",
  "packages/core/dist/index.js",
  "packages/dom/dist/index.js",
  "packages/parser/dist/index.js",
];

type Sizes = Readonly<Record<string, number>>;

/** What a file is made of: itself, and the chunks that it and they import. */
function parts(url: URL, seen = new Map<string, Buffer>()): ReadonlyMap<string, Buffer> {
  if (seen.has(url.href)) return seen;
  const code = readFileSync(url);
  seen.set(url.href, code);
  for (const [, path = ""] of code.toString().matchAll(/\b(?:from|import)\s*["'](\.[^"']+)["']/g))
    parts(new URL(path, url), seen);
  return seen;
}

const weigh = (file: string): number =>
  gzipSync(Buffer.concat([...parts(new URL(`../${file}`, import.meta.url)).values()]), { level: 9 }).length;
const sizes: Sizes = Object.fromEntries(files.map((file) => [file, weigh(file)]));
const { values } = parseArgs({ options: { json: { type: "boolean" }, after: { type: "string" } } });

if (values.json) console.log(JSON.stringify(sizes));
else {
  const after: Sizes = values.after ? JSON.parse(readFileSync(values.after, "utf8")) : sizes;
  console.log("| gzipped | before | after | change |\n| --- | --: | --: | --: |");
  for (const file of files) {
    const [from = 0, to = 0] = [sizes[file], after[file]];
    console.log(`| \`${file}\` | ${from} | ${to} | ${to > from ? "+" : ""}${to - from} |`);
  }
}
