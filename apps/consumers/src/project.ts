/** A project outside the workspace with the packages installed from their tarballs, as npm does it for a stranger. */
import { cp, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { accessSync, constants, realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { run } from "./command.ts";
import { emptyFolder, packInto } from "./tarballs.ts";

/** What draws pages with JSX: for their types. */
const jsx = ["@types/react@19.3.0", "hono@4.13.19", "preact@11.2.0", "solid-js@1.9.19"];

export interface Project {
  readonly folder: string;
  /** The path of a file in an installed package. */
  installed(name: string, file: string): string;
}

/** Makes the project. The sources in `projects/` are copied into it, so that they find nothing but what is installed there. */
export async function installedProject(): Promise<Project> {
  const folder = await emptyFolder();
  const tarballs = await packInto(folder);
  await cp(fileURLToPath(new URL("../projects", import.meta.url)), folder, { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "stranger", private: true, type: "module" }));
  await run(
    folder,
    "npm",
    "install",
    "--no-audit",
    "--no-fund",
    "--prefer-offline",
    "--ignore-scripts",
    ...tarballs,
    ...jsx,
  );
  return { folder, installed: (name, file) => join(folder, "node_modules", name, file) };
}

/** Every Node on `PATH`, by version: that of the repository, and that of whoever runs this. */
export async function nodes(): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    const path = join(folder, "node");
    try {
      accessSync(path, constants.X_OK);
      const version = (await run(".", realpathSync(path), "--version")).trim();
      if (!found.has(version)) found.set(version, realpathSync(path));
    } catch {
      // No Node in this folder.
    }
  }
  return found;
}
