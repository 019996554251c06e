/** The pages of the reference, and the code that stands on them. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../..", import.meta.url));

/** Where code of the pages is put to run: below this package, so that it finds the libraries installed here. */
export const shelf = fileURLToPath(new URL("../.servers", import.meta.url));

/** The text of a page below `docs/`. Throws when there is none. */
export function page(path: string): string {
  return readFileSync(`${root}docs/${path}`, "utf8");
}

/** The names of the pages in a folder below `docs/`, without `.md`, and without its table of contents. */
export function pagesOf(folder: string): readonly string[] {
  const pages = readdirSync(`${root}docs/${folder}`).filter((file) => file.endsWith(".md"));
  return pages.map((file) => file.slice(0, -3)).filter((name) => name !== "README");
}

/** The first code of a page, in that language. Throws when there is none. */
export function codeOf(path: string, language: string): string {
  const [, code] = new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, "ms").exec(page(path)) ?? [];
  if (!code) throw new Error(`docs/${path} has no ${language}.`);
  return code;
}
