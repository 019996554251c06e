import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { root } from "../src/pages.ts";

const read = (path: string): string => readFileSync(`${root}${path}`, "utf8");
const readme = read("README.md");
const section = (heading: string): string => readme.split(`## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
const linked = /\]\(|\]\[/;

test("every cell of the table beside other libraries has a link to what shows it", () => {
  const [, , ...rows] = section("Beside other libraries").match(/^\|.*\|$/gm) ?? [];
  expect(rows.length).toBeGreaterThan(7);
  for (const row of rows) {
    const [claim, ...cells] = row.slice(1, -1).split(" | ");
    expect(cells).toHaveLength(6);
    for (const cell of cells) expect(cell, claim).toMatch(linked);
  }
});

test("every reason has a link, and so has every sentence on browsers", () => {
  const reasons = section("Why").split(/^- /m).slice(1);
  expect(reasons).toHaveLength(3);
  const sentences = section("Browsers").split(/(?<=\.)\s+/);
  for (const claim of [...reasons, ...sentences.filter((sentence) => sentence.trim())]) expect(claim).toMatch(linked);
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
    expect(section("Beside other libraries")).toContain(`${label} ${version}`);
  }
});
