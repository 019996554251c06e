/** Which Markdown files of the repository are pages of the website, and where each of them stands there. */
import { globSync } from "node:fs";
import { posix } from "node:path";
import { root } from "./repository.ts";

/** Files outside `docs/` that are pages, too. */
const others: readonly (readonly [file: string, page: string])[] = [
  ["SECURITY.md", "security.md"],
  ["CONTRIBUTING.md", "contributing.md"],
  ["packages/core/docs/reconnect-storm.md", "packages/reconnect-storm.md"],
  ...["htmx-legacy", "dom", "core", "parser", "testkit"].map(
    (name) => [`packages/${name}/README.md`, `packages/${name}.md`] as const,
  ),
  ...["htmx-legacy", "dom", "core", "parser"].map(
    (name) => [`packages/${name}/CHANGELOG.md`, `changelog/${name}.md`] as const,
  ),
];

/** `docs/README.md` is the table of contents of the reference; any other README is its folder's first page. */
function pageOf(file: string): string {
  const path = file.slice("docs/".length);
  if (path === "README.md") return "reference.md";
  return posix.basename(path) === "README.md" ? posix.join(posix.dirname(path), "index.md") : path;
}

/** Page by file, both as paths with slashes: the file from the root of the repository, the page from that of the site. */
export function sourcePages(): ReadonlyMap<string, string> {
  const docs = globSync("docs/**/*.md", { cwd: root }).toSorted();
  return new Map([...docs.map((file) => [file, pageOf(file)] as const), ...others]);
}

/** Where a picture of the repository stands on the site; `undefined` where the site does not have it. */
export function pictureOf(file: string): string | undefined {
  const isThere = /^(?:docs|packages\/[^/]+\/docs)\/.*\.(?:png|svg|webp|gif)$/.test(file);
  return isThere ? file.replace(/^docs\//, "") : undefined;
}

/** Pictures that pages show: where each stands on the site, by its file. */
export function pictures(): ReadonlyMap<string, string> {
  const files = globSync("{docs,packages/*/docs}/**/*.*", { cwd: root });
  return new Map(files.flatMap((file) => [pictureOf(file)].flatMap((picture) => (picture ? [[file, picture]] : []))));
}
