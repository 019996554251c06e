/** The shape of every page of docs/: when to use it, a complete example, related pages. */
import { globSync } from "node:fs";
import { expect, test } from "vitest";
import { page, pagesOf, root } from "../src/pages.ts";

const all = globSync("**/*.md", { cwd: `${root}docs` }).toSorted();
const codes = pagesOf("codes").map((name) => `codes/${name}.md`);
const contents = new Set(["README.md", "a-to-z.md"]);

/** The paragraphs before the first `##`, without the title. */
const opening = (text: string): string => (text.split(/^## /m)[0] ?? "").replace(/^# .*\n/, "").trim();

/** The text below a heading. */
const below = (text: string, heading: string): string =>
  text.split(new RegExp(`^## ${heading}\\n`, "m"))[1]?.split(/^## /m)[0] ?? "";

const code = /^```\w*\n[^]+?\n```$/m;

/** Words that say when a page is the right one, or what to do with what it is about. */
const when =
  /\b(?:Use|Read|Set|Listen|Pick|Start|Copy|Declare|Look)\b.*\b(?:to|for|when|where|if|on|as|in|before|inside|while|what|which|this|it)\b|^You (?:need|have|start)\b/;

const withoutExample = new Set([
  // Lists of pages, of names, of measurements, of differences, and of questions.
  "README.md",
  "a-to-z.md",
  "browsers.md",
  "codes/README.md",
  "faq.md",
  "guides/README.md",
  "how-every-claim-is-tested.md",
  "request-differences.md",
  "servers/capacity.md",
  "servers/mercure.md",
  "swap-differences.md",
  "versions.md",
  "without-htmx/README.md",
]);

test.each(codes)("%s says what the code means, shows an example that causes it, and the same example fixed", (path) => {
  const text = page(path);
  expect(opening(text)).toMatch(/^[A-Z`<][^]{20,}\.$/m);
  const [cause, fixed] = ["An example that causes it", "The same example, fixed"].map((heading) =>
    below(text, heading),
  );
  expect(cause).toMatch(code);
  expect(fixed).toMatch(code);
  expect(code.exec(fixed ?? "")?.[0]).not.toBe(code.exec(cause ?? "")?.[0]);
  expect(text.indexOf("## An example that causes it")).toBeLessThan(text.indexOf("## The same example, fixed"));
});

test.each(all.filter((path) => !codes.includes(path) && !contents.has(path)))(
  "%s starts with when to use it",
  (path) => {
    expect(opening(page(path)).split(/\n\n/)[0]?.replaceAll("\n", " ")).toMatch(when);
  },
);

test.each(all.filter((path) => !withoutExample.has(path)))("%s has an example", (path) => {
  expect(page(path)).toMatch(code);
});

test.each(all.filter((path) => !contents.has(path)))("%s ends with related pages", (path) => {
  const text = page(path);
  const last = text.lastIndexOf("\n## ");
  expect(text.slice(last).trim()).toMatch(/^## Related pages\n\n[^]*\]\([^)]+\.md[^)]*\)/);
});

const wholePages = all.flatMap((path) =>
  [...page(path).matchAll(/<!doctype html>[^]*?<(?:p|main) /g)].map(([head]) => [path, head] as const),
);

test("every whole page says its encoding, which a server may leave out", () => {
  expect(wholePages.length).toBeGreaterThan(20);
  for (const [path, head] of wholePages) expect(head, path).toMatch(/^<!doctype html>\s*<meta charset="utf-8"/);
});

test("no page of an example server has the browser ask for an icon that is not there", () => {
  const served = wholePages.filter(([path]) => /^(?:servers|tutorial)\//.test(path));
  expect(served.length).toBeGreaterThan(20);
  for (const [path, head] of served) expect(head, path).toContain('<link rel="icon" href="data:,">');
});

test("how it works takes no more steps than a reader remembers", () => {
  const tables = page("how-it-works.md").split("\n## ").slice(1, 3);
  for (const table of tables) {
    const steps = Array.from(table.matchAll(/^\| (\d+)\. /gm), ([, number]) => Number(number));
    expect(steps).toEqual(steps.map((_, index) => index + 1));
    expect(steps.length).toBeGreaterThan(4);
    expect(steps.length).toBeLessThanOrEqual(7);
  }
});
