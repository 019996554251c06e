/** `check:package`: what publint and arethetypeswrong say about the tarballs, and what knip finds unused in the repository. */
import { readFile, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { run } from "./command.ts";
import { emptyFolder, packInto, published } from "./tarballs.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const here = fileURLToPath(new URL("..", import.meta.url));

/** Entries that are no modules: bundles for a script tag, data for editors. There is nothing to type. */
async function untyped(name: string): Promise<readonly string[]> {
  const manifest: unknown = JSON.parse(await readFile(`${root}packages/${name}/package.json`, "utf8"));
  const { exports } = (manifest as { publishConfig: { exports: Readonly<Record<string, unknown>> } }).publishConfig;
  const plain = Object.entries(exports).filter(([door, file]) => typeof file === "string" && door !== "./package.json");
  return plain.map(([door]) => door.slice(2));
}

async function typesOf(tarball: string, name: string): Promise<string> {
  const excluded = await untyped(name);
  const options = excluded.length ? ["--exclude-entrypoints", ...excluded] : [];
  return run(here, "attw", tarball, "--profile", "node16", ...options);
}

const folder = await emptyFolder();
try {
  const tarballs = await packInto(folder);
  const checks = [
    ...tarballs.map((tarball) => run(here, "publint", "run", "--strict", tarball)),
    ...tarballs.map((tarball, index) => typesOf(tarball, published[index] ?? "")),
    run(root, "knip", "--no-progress", "--no-config-hints"),
  ];
  for (const outcome of await Promise.allSettled(checks)) {
    if (outcome.status === "fulfilled") continue;
    console.error(outcome.reason instanceof Error ? outcome.reason.message : outcome.reason);
    process.exitCode = 1;
  }
} finally {
  await rm(folder, { recursive: true });
}
