import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { withCodeGroups } from "../src/code-groups.ts";
import { pageText } from "../src/page.ts";
import { root } from "../src/repository.ts";
import { sourcePages } from "../src/source-pages.ts";

const text = (file: string): string => pageText(readFileSync(root + file, "utf8"), file, sourcePages());

test.each([
  ["docs/servers/README.md", ["Node", "Python", "Go", "Ruby", "PHP", "Java", "Rust", "C#"]],
  ["docs/tutorial/README.md", ["Node", "Python", "Go", "PHP", "Ruby"]],
])("%s has a tab for each language, with the code of that page", (file, languages) => {
  const [, group = ""] = text(file).split("::: code-group\n");
  for (const language of languages) expect(group).toMatch(new RegExp(`^\`\`\`\\w+ \\[${language}\\]\n`, "m"));
  expect(group).toContain("package main");
});

test("a tab without code is an error, and pages without tabs stay as they are", () => {
  expect(() => withCodeGroups("<!-- tabs: Faq=faq.md -->", "docs/README.md")).toThrow("no code");
  expect(withCodeGroups("# Title\n", "docs/README.md")).toBe("# Title\n");
});
