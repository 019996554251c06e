import { createHash } from "node:crypto";
import { cpSync, globSync, mkdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { run } from "../src/command.ts";
import { emptyFolder, published } from "../src/tarballs.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const root = fileURLToPath(new URL("../../..", import.meta.url));
const folder = await emptyFolder();
const bundles = ["sse.min.js", "sse-for-htmx.min.js"];
const at = (path: string): string => join(folder, path);
const read = (path: string): string => readFileSync(at(path), "utf8");
const integrity = (...options: string[]): Promise<string> =>
  run(folder, process.execPath, "scripts/integrity.ts", ...options);

function write(path: string, text: string): void {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
}

/** What a release reads and writes, in a repository of its own, with bundles that need no build. */
beforeAll(async () => {
  const needed = ["package.json", "pnpm-workspace.yaml", "pnpm-lock.yaml", "README.md", "scripts", ".changeset"];
  const manifests = globSync("{packages,apps}/*/package.json", { cwd: root });
  for (const path of [...needed, ...manifests]) cpSync(join(root, path), at(path), { recursive: true });
  symlinkSync(join(root, "node_modules"), at("node_modules"));
  // changesets formats what it wrote by pnpm, which must not install anything here: the folder is the repository's.
  write(
    "pnpm-workspace.yaml",
    read("pnpm-workspace.yaml").replace(/^verifyDepsBeforeRun:.*$/m, "verifyDepsBeforeRun: false"),
  );
  for (const bundle of bundles) write(`packages/htmx-legacy/dist/${bundle}`, `/* ${bundle} */`);
  for (const path of globSync(".changeset/*.md", { cwd: folder })) rmSync(at(path));
  write(".changeset/one.md", '---\n"@sse/core": minor\n---\n\nStreams that sing.\n');
  write(".changeset/two.md", '---\n"@sse/parser": patch\n---\n\nFewer words.\n');
  const git = ["-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "commit.gpgsign=false"];
  await run(folder, "git", "init", "--quiet");
  await run(folder, "git", "add", ".");
  await run(folder, "git", ...git, "commit", "--quiet", "--message", "Before");
});
afterAll(() => rmSync(folder, { recursive: true }));

test("while changesets wait, the hashes of the README are those of the last release, and that is no fault", async () => {
  expect(await integrity("--check")).toMatch(/2 changesets wait/);
});

test("a release turns changesets into one version and changelogs", async () => {
  const [major = 0, minor = 0] = (JSON.parse(read("packages/core/package.json")) as { version: string }).version
    .split(".")
    .map(Number);
  await run(folder, "node_modules/.bin/changeset", "version");
  const next = `${major}.${minor + 1}.0`;
  for (const name of published) {
    expect(JSON.parse(read(`packages/${name}/package.json`)), name).toMatchObject({ version: next });
    expect(read(`packages/${name}/CHANGELOG.md`), name).toContain(`## ${next}`);
  }
  expect(read("packages/core/CHANGELOG.md")).toContain("Streams that sing.");
  expect(globSync(".changeset/*.md", { cwd: folder })).toEqual([]);
  expect(realpathSync(join(root, "node_modules/node")), "the repository's own").toMatch(realpathSync(root));
});

test("a release writes its version and the hashes of its bundles into the README, and a check holds them there", async () => {
  await expect(integrity("--check")).rejects.toThrow(/hashes or the version of other bundles/);
  await integrity();
  const { version } = JSON.parse(read("packages/htmx-legacy/package.json")) as { version: string };
  for (const bundle of bundles) {
    const hash = createHash("sha384").update(`/* ${bundle} */`).digest("base64");
    expect(read("README.md")).toContain(`| \`${bundle}\` | \`sha384-${hash}\` |`);
  }
  expect(read("README.md")).toContain(`@sse/htmx-legacy@${version}/dist/sse.min.js`);
  await integrity("--check");
  write("packages/htmx-legacy/dist/sse.min.js", "/* another */");
  await expect(integrity("--check")).rejects.toThrow(/needs a changeset/);
});

test("the size report weighs an entry with the chunks that it imports", async () => {
  for (const name of ["core", "dom"]) write(`packages/${name}/dist/index.js`, "export {};");
  write("packages/parser/dist/index.js", "export { a } from './chunk.js';");
  write("packages/parser/dist/chunk.js", "export const a = 1;");
  const weights = async (): Promise<Record<string, number>> =>
    JSON.parse(await run(folder, process.execPath, "scripts/size.ts", "--json")) as Record<string, number>;
  const before = await weights();
  write("packages/parser/dist/chunk.js", "export const a = 'a longer chunk than before';");
  const after = await weights();
  const [entry = "", ...others] = Object.keys(after).toSorted(
    (a, b) => Number(b.includes("parser")) - Number(a.includes("parser")),
  );
  expect(after[entry]).toBeGreaterThan(before[entry] ?? Infinity);
  for (const other of others) expect(after[other]).toBe(before[other]);
});
