/** Tables that programs write into pages of Markdown, between two comments. */
import { readFileSync } from "node:fs";

/** A Markdown table, aligned as the formatter of this repository leaves it. The first row is its head. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(3, ...rows.map((row) => (row[column] ?? "").length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((text, i) => text.padEnd(widths[i] ?? 0)).join(" | ")} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...body.map(line)].join("\n");
}

/** A file of the repository with `text` between the comments that begin with these words. Throws where it has none. */
export function withText(path: string, begin: string, end: string, text: string): string {
  const page = readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
  const [from, to] = [page.indexOf(`<!-- ${begin}`), page.indexOf(`<!-- ${end} -->`)];
  const start = page.indexOf("-->", from) + 3;
  if (from < 0 || to < start) throw new Error(`${path} has no place for "${begin}"`);
  return `${page.slice(0, start)}\n\n${text}\n\n${page.slice(to)}`;
}
