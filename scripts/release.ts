/**
 * The two halves of a release, as the workflow runs them: `version` turns changesets into versions, changelogs and the
 * hashes of the README; `publish` builds anew, holds the hashes against the build, and publishes.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const build = ["turbo", "run", "build", "--filter=./packages/*", "--output-logs=errors-only"];

const halves: Readonly<Record<string, readonly (readonly string[])[]>> = {
  version: [
    ["changeset", "version"],
    ["pnpm", "install", "--lockfile-only"],
    build,
    [process.execPath, "scripts/integrity.ts"],
    ["oxfmt", "README.md", "packages"],
  ],
  publish: [build, [process.execPath, "scripts/integrity.ts", "--check"], ["changeset", "publish"]],
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
