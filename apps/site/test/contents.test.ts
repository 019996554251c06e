import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { contents } from "../src/contents.ts";
import { root } from "../src/repository.ts";
import { sidebar } from "../src/sidebar.ts";
import { sourcePages } from "../src/source-pages.ts";

const text = readFileSync(`${root}docs/README.md`, "utf8");

test("docs/README.md is what pnpm --filter @sse/site contents writes", () => {
  expect(text).toBe(contents());
});

test("the table of contents has a short line for every page of docs/", () => {
  const files = [...sourcePages().keys()].filter((file) => file.startsWith("docs/") && file !== "docs/README.md");
  for (const file of files) expect(text).toContain(`](${file.slice("docs/".length)})`);
  for (const line of text.split("\n").filter((line) => line.startsWith("- ")))
    expect(line.length, line).toBeLessThan(120);
});

test("the sidebar has every page, by task, and the API", () => {
  const shown = JSON.stringify(sidebar());
  expect(sidebar().map(({ text: name }) => name)).toEqual([
    "Start",
    "Guides",
    "When nothing happens",
    "FAQ",
    "Tools",
    "Servers",
    "Moving",
    "Reference",
    "Project",
  ]);
  for (const page of sourcePages().values())
    expect(shown).toContain(`"/${page.replace(/(?:^|(?<=\/))index\.md$|\.md$/, "")}"`);
  expect(shown).toContain('"/api/"');
});
