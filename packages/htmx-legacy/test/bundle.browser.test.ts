/** What the built scripts are, beside what they do. */
import { readFile } from "node:fs/promises";
import { isAbsolute } from "node:path";
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

test.each(["sse.min.js", "sse-for-htmx.min.js", "inspector.js"])("%s has a map of its own lines", async (name) => {
  const dist = new URL("../dist/", import.meta.url);
  const text = await readFile(new URL(name, dist), "utf8");
  const { mappings, sources } = JSON.parse(await readFile(new URL(`${name}.map`, dist), "utf8")) as {
    mappings: string;
    sources: string[];
  };
  // A line of mappings for each line of the script, up to the comment that names the map; not those of another build step.
  expect(mappings.split(";").length).toBeLessThanOrEqual(text.trimEnd().split("\n").length);
  expect(sources.some((source) => source.endsWith(".ts"))).toBe(true);
  // Paths of the machine that built it lead nowhere.
  expect(sources.filter(isAbsolute)).toEqual([]);
});
