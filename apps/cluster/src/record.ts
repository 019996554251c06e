/** What was measured, as part of a page of docs/servers. */
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";

/** What was measured on, and how busy it was with other things: as the system itself says when it is asked. */
export function machine(): string {
  const [load = 0] = loadavg();
  return `Node ${process.versions.node} on ${cpus().length} cores, load average ${load.toFixed(0)} at the end`;
}

/** A table in Markdown; numbers stand to the right. */
export function table(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;
  return [line(heads), line(heads.map((_, column) => (column === 0 ? "---" : "--:"))), ...rows.map(line)].join("\n");
}

/** Writes `text` between the marks `<!-- name -->` and `<!-- end of name -->` of a page. Throws where it has none. */
export function record(page: string, name: string, text: string): void {
  const file = new URL(`../../../docs/servers/${page}`, import.meta.url);
  const before = readFileSync(file, "utf8");
  const [begin, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const [from, to] = [before.indexOf(begin), before.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/servers/${page} has lost its marks of ${name}.`);
  writeFileSync(file, `${before.slice(0, from + begin.length)}\n\n${text}\n\n${before.slice(to)}`);
}
