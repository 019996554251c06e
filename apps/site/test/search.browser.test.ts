/** What the built website's search finds. */
import { globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import MiniSearch from "minisearch";
import { expect, test } from "vitest";
import { headOf } from "../src/page.ts";
import { outFolder, root } from "../src/repository.ts";
import { searchOptions, tokenize } from "../src/search.ts";
import { sourcePages } from "../src/source-pages.ts";

async function openSearch(): Promise<MiniSearch> {
  const [file = ""] = globSync("assets/chunks/@localSearchIndexroot.*.js", { cwd: outFolder });
  const module = (await import(`${outFolder}${file}`)) as { default: string };
  return MiniSearch.loadJSON(module.default, {
    fields: ["title", "titles", "text"],
    storeFields: ["title", "titles"],
    tokenize,
    searchOptions,
  });
}

test("every attribute, event, configuration key and code is found by its name among the first three", async () => {
  const search = await openSearch();
  const named = [...sourcePages()].filter(([file]) =>
    /^docs\/(?:attributes|events|configuration|codes)\/(?!README)/.test(file),
  );
  expect(named.length).toBeGreaterThan(100);
  const missed: string[] = [];
  for (const [file, page] of named) {
    const { title } = headOf(await readFile(root + file, "utf8"), file);
    const hits = search.search(title).slice(0, 3);
    const path = page.replace(/\.md$/, "");
    if (!hits.some(({ id }) => String(id).includes(`/${path}#`) || String(id).endsWith(`/${path}`)))
      missed.push(`${title}: ${hits.map(({ id }) => id).join(" ")}`);
  }
  expect(missed).toEqual([]);
});
