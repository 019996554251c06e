/** The page of a code, which comes with the package. */
import { existsSync, readdirSync, readFileSync } from "node:fs";

/** Where the pages are: beside the built command, or in the documentation of this repository. */
const folders = ["../codes/", "../../../../docs/codes/"].map((path) => new URL(path, import.meta.url));

/** The text of the page of `code`. Throws with all codes where it has none. */
export function explain(code: string): string {
  const folder = folders.find((url) => existsSync(url));
  const pages = folder ? readdirSync(folder).filter((name) => name !== "README.md") : [];
  const page = pages.find((name) => name.toLowerCase() === `${code.toLowerCase()}.md`);
  if (!folder || !page) {
    const codes = pages.map((name) => name.replace(/\.md$/, "")).toSorted();
    throw new Error(`sse-lint: there is no code ${code}. The codes are ${codes.join(", ")}.`);
  }
  return readFileSync(new URL(page, folder), "utf8");
}
