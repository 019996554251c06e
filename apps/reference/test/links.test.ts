import { execFile } from "node:child_process";
import { globSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test, vi } from "vitest";
import { root } from "../src/pages.ts";

vi.setConfig({ testTimeout: 120_000 });

test("every link between pages leads to a file and a heading that are there", async () => {
  const bin = fileURLToPath(new URL("../node_modules/.bin/remark", import.meta.url));
  const plugin = fileURLToPath(import.meta.resolve("remark-validate-links"));
  const pages = globSync(["*.md", "docs/**/*.md", "{packages,apps}/*/*.md", "packages/*/docs/*.md"], { cwd: root });
  expect(pages.length).toBeGreaterThan(100);
  const use = `${plugin}=repository:false`;
  await promisify(execFile)(bin, ["--frail", "--quiet", "--no-config", "--use", use, ...pages], {
    cwd: root,
  });
});
