/**
 * `pnpm --filter @sse/bench lint`: how long `sse-lint` takes over a project. Writes files of some 10 KB, pages and templates with a
 * few attributes of ours among much else, into a folder that goes again, and prints the time of the whole command.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { fileOf } from "./contenders/contender.ts";

const { values } = parseArgs({ options: { files: { type: "string", default: "10000" } } });
const count = Number(values.files);

const paragraph = (n: number): string =>
  `<section class="card"><h2 id="t${n}">Order ${n}</h2><p>Two boxes of pears, one of plums, to be left with the neighbour.</p></section>\n`;
const live = (n: number): string =>
  `<main hx-sse="connect:/events/${n}"><ul hx-sse="swap:row" hx-swap="beforeend stick:bottom"></ul>` +
  `<button hx-get="/rows" hx-trigger="sse:changed, click delay:1s">Reload</button></main>\n`;

/** A file of some 10 KB. One in a hundred has a mistake. */
function page(n: number): string {
  const filling = Array.from({ length: 75 }, (_, i) => paragraph(n * 100 + i)).join("");
  const wrong = n % 100 ? "" : `<p hx-sse="conect:/events"></p>\n`;
  const markup = `${filling}${live(n)}${wrong}`;
  return n % 3 ? `<!doctype html>\n${markup}` : `export const Page = () => (\n<>\n${markup}</>\n);\n`;
}

const folder = mkdtempSync(join(tmpdir(), "sse-lint-"));
try {
  let bytes = 0;
  for (let n = 0; n < count; n++) {
    const inside = join(folder, `part-${n % 100}`);
    if (n < 100) mkdirSync(inside);
    const text = page(n);
    bytes += text.length;
    writeFileSync(join(inside, n % 3 ? `page-${n}.html` : `page-${n}.jsx`), text);
  }
  const begun = performance.now();
  let output: string;
  try {
    output = execFileSync(process.execPath, [fileOf("@sse/parser", "dist/lint/sse-lint.js"), folder], {
      encoding: "utf8",
      maxBuffer: 64_000_000,
    });
  } catch (error) {
    // It found mistakes, as it should.
    output = (error as { stdout: string }).stdout;
  }
  const seconds = (performance.now() - begun) / 1000;
  console.log(output.trim().split("\n").at(-1));
  console.log(
    `${count.toLocaleString("en")} files, ${(bytes / 1e6).toFixed(0)} MB: ${seconds.toFixed(1)} s, start of Node included`,
  );
} finally {
  rmSync(folder, { recursive: true });
}
