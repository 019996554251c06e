/** The sources of a package as modules a page can import, without a build. */
import { readFileSync, realpathSync } from "node:fs";
import { join, posix } from "node:path";
import type { TestServer } from "./server.ts";

type Exports = string | { readonly [key: string]: Exports };

interface Manifest {
  readonly name: string;
  readonly exports?: Exports;
  readonly module?: string;
  readonly main?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const CONDITIONS = ["@sse/source", "browser", "module", "import", "default"];

/** The file an entry of `exports` leads to under our conditions. */
function resolve(entry: Exports | undefined): string | undefined {
  if (typeof entry !== "object") return entry;
  const condition = Object.keys(entry).find((key) => CONDITIONS.includes(key) && resolve(entry[key]));
  return condition && resolve(entry[condition]);
}

function entriesOf({ exports, module, main }: Manifest): [subpath: string, file: string][] {
  const isMap = typeof exports === "object" && Object.keys(exports).some((key) => key.startsWith("."));
  const map = isMap ? exports : { ".": exports ?? module ?? main ?? "index.js" };
  return Object.entries(map).flatMap(([subpath, entry]) => {
    const file = resolve(entry);
    return file && !subpath.includes("*") ? [[subpath, file] as [string, string]] : [];
  });
}

/** What the modules of a package import. The sources of ours also import what its build will hold. */
function needs({ name, dependencies = {}, devDependencies = {} }: Manifest): readonly string[] {
  const held = Object.entries(name.startsWith("@sse/") ? devDependencies : {});
  return [
    ...Object.keys(dependencies),
    ...held.flatMap(([of, version]) => (version.startsWith("workspace:") ? [] : of)),
  ];
}

/**
 * Serves the package in `dir`, and all it depends on, and gives the `<script type="importmap">` that lets a page import
 * them by name: `import { createRegistry } from "@sse/core"`. Workspace packages are served as their sources.
 */
export function serveModules(server: TestServer, dir: string): string {
  const imports: Record<string, string> = {};
  const seen = new Set<string>();
  const visit = (folder: string): void => {
    if (seen.has(folder)) return;
    seen.add(folder);
    const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
    const root = `/modules/${manifest.name}/`;
    server.files(root, folder);
    for (const [subpath, file] of entriesOf(manifest)) {
      imports[posix.join(manifest.name, subpath)] = posix.join(root, file);
    }
    for (const name of needs(manifest)) visit(realpathSync(join(folder, "node_modules", name)));
  };
  visit(realpathSync(dir));
  return `<script type="importmap">${JSON.stringify({ imports })}</script>`;
}
