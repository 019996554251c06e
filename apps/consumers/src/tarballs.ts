/** The packages as they would be published: one tarball each. */
import { mkdtemp, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./command.ts";

/** The folders of the packages that are published. */
export const published = ["parser", "core", "dom", "htmx-legacy"] as const;

/** A folder outside the workspace, which nothing leads back from. */
export function emptyFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "sse-consumer-"));
}

/** Packs the built packages into `folder` and gives the paths of the tarballs, in the order of `published`. */
export async function packInto(folder: string): Promise<readonly string[]> {
  await Promise.all(
    published.map((name) =>
      run(
        fileURLToPath(new URL(`../../../packages/${name}`, import.meta.url)),
        "pnpm",
        "pack",
        "--pack-destination",
        folder,
      ),
    ),
  );
  const files = await readdir(folder);
  return published.map((name) => {
    const file = files.find((each) => each.startsWith(`sse-${name}-`) && each.endsWith(".tgz"));
    if (!file) throw new Error(`No tarball of ${name}.`);
    return join(folder, file);
  });
}
