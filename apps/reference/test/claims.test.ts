import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { root } from "../src/pages.ts";

const read = (path: string): string => readFileSync(`${root}${path}`, "utf8");
const readme = read("README.md");
const claims = read("docs/how-every-claim-is-tested.md");
const section = (text: string, heading: string): string => text.split(`## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";

/** The cells of the first table of a text, row by row, without its head. */
function cellsOf(text: string): string[][] {
  const [, , ...rows] = text.match(/^\|.*\|$/gm) ?? [];
  return rows.map((row) =>
    row
      .slice(1, -1)
      .split(" | ")
      .map((cell) => cell.trim()),
  );
}

test("every cell of the comparison has a link to the test that shows it, and says what the README says", () => {
  const rows = cellsOf(section(claims, "Compared"));
  expect(rows.length).toBeGreaterThan(7);
  for (const [claim, ...cells] of rows) {
    expect(cells).toHaveLength(6);
    for (const cell of cells) expect(cell, claim).toMatch(/\]\[/);
  }
  const plain = rows.map((row) => row.map((cell) => cell.replace(/\[([^\]]+)\]\[[^\]]+\]/g, "$1")));
  expect(cellsOf(section(readme, "Compared"))).toEqual(plain);
});

test("every claim has a link to a test that is there", () => {
  const rows = cellsOf(claims.split("\n## ")[0] ?? "");
  expect(rows.length).toBeGreaterThan(12);
  for (const [claim = "", links = ""] of rows) {
    const files = Array.from(links.matchAll(/\]\(\.\.\/([^)]+\.test\.ts)\)/g), ([, file = ""]) => file);
    expect(files, claim).not.toEqual([]);
    for (const file of files) expect(existsSync(`${root}${file}`), file).toBe(true);
  }
});

test("the links of the README lead to pages, not to tests", () => {
  expect(readme).not.toMatch(/\.test\.ts/);
});

test("the versions that the README names are those that the tests drive", () => {
  const { dependencies } = JSON.parse(read("apps/bench/package.json")) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  const names = {
    htmx1: "htmx",
    htmx2: "htmx",
    htmx4: "htmx",
    "htmx-ext-sse": "extension",
    "@hotwired/turbo": "Turbo",
  };
  for (const [name, label] of Object.entries({ ...names, "@starfederation/datastar": "Datastar" })) {
    const version = dependencies[name]?.replace(/.*@/, "");
    expect(section(readme, "Compared")).toContain(`${label} ${version}`);
  }
});
