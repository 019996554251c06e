/**
 * The two halves of a release, as the workflow runs them: `version` turns changesets into versions, changelogs and the
 * hashes of the README; `pack` builds anew, holds the hashes against the build, and leaves in `release/` the packages to
 * publish, with their names in `packages.txt`.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const build = ["turbo", "run", "build", "--filter=./packages/*", "--output-logs=errors-only"];

/** Each after those that it needs. */
const packages = ["parser", "core", "dom", "htmx-legacy"];

const halves: Readonly<Record<string, readonly (readonly string[])[]>> = {
  version: [
    ["changeset", "version"],
    ["pnpm", "install", "--lockfile-only"],
    build,
    [process.execPath, "scripts/integrity.ts"],
    ["oxfmt", "README.md", "packages"],
  ],
  pack: [
    build,
    [process.execPath, "scripts/integrity.ts", "--check"],
    ...packages.map((name) => ["pnpm", "--filter", `@sse/${name}`, "pack", "--pack-destination", `${root}release`]),
  ],
};

const steps = halves[process.argv[2] ?? ""];
if (!steps) throw new Error(`Write one of ${Object.keys(halves).join(", ")}.`);
for (const [command = "", ...args] of steps) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: "inherit" });
  if (status !== 0) {
    console.error(`${command} ${args.join(" ")} failed.`);
    process.exit(status ?? 1);
  }
}
if (process.argv[2] === "pack") {
  const lines = packages.map((name) => {
    const manifest = readFileSync(`${root}packages/${name}/package.json`, "utf8");
    const { version } = JSON.parse(manifest) as { version: string };
    return `sse-${name}-${version}.tgz @sse/${name}@${version}\n`;
  });
  writeFileSync(`${root}release/packages.txt`, lines.join(""));
}
