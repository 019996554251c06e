/**
 * Weighs what browsers load, as built: bytes, and bytes gzipped. `--json` prints numbers; `--after <file>` prints a
 * table of what is built now and of what was weighed into that file, after a change.
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

const read = (file: string): Buffer => readFileSync(new URL(`../${file}`, import.meta.url));
const sizes: Sizes = Object.fromEntries(files.map((file) => [file, gzipSync(read(file), { level: 9 }).length]));
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
