import { readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { checkedBySseCheck } from "../src/checked.ts";
import { page, pagesOf, root } from "../src/pages.ts";
import { drains, keepsItsPromises } from "../src/promises.ts";
import { engines, recipes } from "../src/recipes.ts";
import { startServerOf } from "../src/servers.ts";

// A compiler takes what it takes on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

const all = Object.entries(recipes).map(([name, recipe]) => ({ name, recipe, tools: recipe.find() }));
const here = all.flatMap(({ tools, ...server }) => (tools ? [{ ...server, tools }] : []));
const notHere = all.filter(({ tools }) => !tools).map(({ name, recipe }) => `${name} (${recipe.needs})`);

test.each(here)(
  "the server on the page of $name is a site, streams, resumes or says that it cannot, keeps connections alive, lets go of those that left, and drains",
  async ({ name, recipe, tools }) => {
    const server = await startServerOf(name, recipe, tools);
    try {
      await keepsItsPromises(server, recipe.witness !== undefined);
      const { stdout, failed } = await checkedBySseCheck(server.url);
      expect(failed, stdout).toBe(false);
      await drains(server);
    } finally {
      await server.stop();
    }
  },
);

// `pnpm test` repeats this name, so that nobody takes them for tested.
test(`not run on this machine: ${[...notHere, "dotnet (.NET)"].join(", ")}`, () => {
  const others = ["proxies", "load-balancer", "capacity", "mercure", "nchan", ...Object.keys(engines)];
  const servers = pagesOf("servers").filter((name) => !others.includes(name));
  expect([...all.map(({ name }) => name), "dotnet"].toSorted()).toEqual(servers.toSorted());
  expect(here.map(({ name }) => name)).toEqual(expect.arrayContaining(["node", "express", "fastify", "hono"]));
});

test("the page of a server says how it was run, and with what, or that it was not", () => {
  const always = "Tested in every test run of this repository";
  const sometimes = /Tested where [^;]*(installed|asking)[^;]*;\s+last\s+run\s+with\s.*\d/;
  for (const { name, recipe } of all)
    expect(page(`servers/${name}.md`), name).toMatch(recipe.needs === "Node" ? always : sometimes);
  const { devDependencies } = JSON.parse(readFileSync(`${root}apps/reference/package.json`, "utf8")) as {
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  for (const name of ["express", "fastify", "hono"])
    expect(page(`servers/${name}.md`).toLowerCase()).toContain(`with ${name} ${devDependencies[name]}`);
  expect(page("servers/dotnet.md")).toContain("**Not tested**");
});
