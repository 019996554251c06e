/** The examples of docs/codes as `sse-lint` and the wire see them; codes.browser.test.ts has them in a browser. */
import { lint } from "@sse/parser/lint";
import { expect, test } from "vitest";
import { codePage } from "../src/code-examples.ts";
import { pagesOf } from "../src/pages.ts";

const pages = pagesOf("codes").map((code) => ({ code, ...codePage(code) }));

test("what the linter alone reports is found by it in the example", () => {
  const ofLinter = pages.filter(({ isOfLinter }) => isOfLinter);
  expect(ofLinter.length).toBeGreaterThan(3);
  for (const { code, cause } of ofLinter) expect(lint(cause.html ?? "").map((found) => found.code)).toContain(code);
});

test.each(pages)("$code: the linter finds nothing in the mended example", ({ mended }) => {
  expect(lint(mended.html ?? "")).toEqual([]);
});

test("what a mended example sends ends with a blank line", () => {
  for (const { code, mended } of pages) expect(mended.wire ?? "\n\n", code).toMatch(/\n\n$/);
});
