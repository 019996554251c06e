import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { exampleFiles, examples } from "../src/examples.ts";
import { root } from "../src/pages.ts";

test("the starter projects are what pnpm examples writes from the pages of their servers", () => {
  const files = exampleFiles();
  const there = globSync("examples/**/*", { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.split("/examples/")[1] ?? "");
  expect(there.toSorted()).toEqual([...files.keys()].toSorted());
  for (const [path, text] of files) expect(readFileSync(`${root}examples/${path}`, "utf8"), path).toBe(text);
});

test("libraries of the starter projects have the versions that the tests run", () => {
  const { devDependencies } = JSON.parse(readFileSync(`${root}apps/reference/package.json`, "utf8")) as {
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  for (const { needs } of Object.values(examples)) {
    const manifest = needs?.["package.json"];
    if (!manifest) continue;
    const { dependencies } = JSON.parse(manifest) as { readonly dependencies: Readonly<Record<string, string>> };
    for (const [name, version] of Object.entries(dependencies)) expect(devDependencies[name], name).toBe(version);
  }
});
