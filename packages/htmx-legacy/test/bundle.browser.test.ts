/** What the built scripts are, beside what they do. */
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";

test.each(["sse.min.js", "sse-for-htmx.min.js"])(
  "%s asks to be compiled while it loads, and says where its licences are",
  async (name) => {
    const text = await readFile(new URL(`../dist/${name}`, import.meta.url), "utf8");
    // Only counts as the very first line.
    expect(text.split("\n", 2)).toEqual(["//# allFunctionsCalledOnLoad", "/*! licences: NOTICE */"]);
  },
);

// Beside htmx, htmx settles what it swapped.
test("sse.min.js asks for the style that a transition starts from", async () => {
  const text = await readFile(new URL("../dist/sse.min.js", import.meta.url), "utf8");
  // A minifier may take it for a value that nobody wants.
  expect(text).toMatch(/getComputedStyle\(\w+\)\.opacity/);
});
