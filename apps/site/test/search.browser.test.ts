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

/** What people type, and the page that has it. */
const everyday: Readonly<Record<string, string>> = {
  install: "install",
  cdn: "install",
  npm: "install",
  unpkg: "install",
  bundler: "install",
  integrity: "install",
  csp: "guides/security",
  "content security policy": "guides/security",
  "404": "codes/http",
  "500": "codes/http",
  "401": "codes/http",
  "another origin": "codes/connect-refused",
  cors: "network",
  "multi-line": "nothing-happens",
  "multiline data": "nothing-happens",
  newline: "nothing-happens",
  bfcache: "network",
  mobile: "network",
  debounce: "attributes/hx-trigger",
  vercel: "faq",
  lambda: "faq",
  kubernetes: "servers/proxies",
  nginx: "servers/proxies",
  buffering: "servers/proxies",
  websocket: "faq",
  login: "tokens",
  playground: "tools",
  "load-balancer": "servers/load-balancer",
  "screen-reader": "guides/accessibility",
  a11y: "guides/accessibility",
  "getting started": "tutorial/",
  quickstart: "tutorial/",
  "multiple tabs": "attributes/hx-sse",
  llm: "guides/ai-token-streams",
  connect: "attributes/hx-sse",
  swap: "attributes/hx-sse",
  frame: "attributes/hx-swap",
  "sse.close": "scripting",
  "sse.reconnect": "scripting",
  "sse.start": "scripting",
  "sse.stop": "scripting",
  "sse.process": "scripting",
  "sse.swap": "scripting",
  "sse.inspect": "scripting",
  "sse.registry": "scripting",
  "sse.config": "scripting",
  "sse.version": "scripting",
};

test("what people type finds the page that has it among the first three", async () => {
  const search = await openSearch();
  const missed = Object.entries(everyday).flatMap(([words, path]) => {
    const hits = search
      .search(words)
      .slice(0, 3)
      .map(({ id }) => String(id).replace(/^\/docs\//, ""));
    return hits.some((id) => id.replace(/#.*/, "").replace(/\.html$/, "") === path)
      ? []
      : [`${words}: ${hits.join(" ")}`];
  });
  expect(missed).toEqual([]);
});
