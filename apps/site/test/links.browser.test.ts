/** The built website: every link inside it leads to a page, and every anchor to a place on that page. */
import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { base, outFolder } from "../src/repository.ts";

const files = globSync("**/*.html", { cwd: outFolder });
const pages = new Map(files.map((file) => [file, readFileSync(outFolder + file, "utf8")] as const));
const ids = new Map(
  [...pages].map(
    ([file, html]) => [file, new Set(Array.from(html.matchAll(/\sid="([^"]+)"/g), ([, id = ""]) => id))] as const,
  ),
);
const assets = new Set(globSync("**/*.*", { cwd: outFolder }));

/** The file behind an address of the site, without its base. */
function fileAt(path: string): string | undefined {
  const page = [`${path}.html`, path === "" ? "index.html" : `${path}index.html`].find((file) => pages.has(file));
  return page ?? (assets.has(path) ? path : undefined);
}

/** Why a link of a page leads nowhere. */
function fault(from: string, link: string): string | undefined {
  const { origin, pathname, hash } = new URL(
    link,
    `http://site${base}${from.replace(/(?:^|(?<=\/))index\.html$|\.html$/, "")}`,
  );
  if (origin !== "http://site") return undefined;
  if (!pathname.startsWith(base)) return `${from}: ${link} is outside`;
  const file = fileAt(decodeURIComponent(pathname.slice(base.length)));
  if (file === undefined) return `${from}: ${link} is not there`;
  const anchor = decodeURIComponent(hash.slice(1));
  return anchor && ids.get(file)?.has(anchor) === false ? `${from}: ${link} has no such place` : undefined;
}

test("every link inside the website leads to a page and a place that are there", () => {
  expect(pages.size).toBeGreaterThan(200);
  let links = 0;
  const faults = new Set<string>();
  for (const [file, html] of pages) {
    for (const [, link = ""] of html.matchAll(/<a\b[^>]*?\shref="([^"]+)"/g)) {
      links += 1;
      const found = fault(file, link.replaceAll("&amp;", "&"));
      if (found) faults.add(found);
    }
  }
  expect(links).toBeGreaterThan(10_000);
  expect([...faults]).toEqual([]);
});
