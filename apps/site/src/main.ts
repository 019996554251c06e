/** Builds the website: collects the pages, makes those of the API, and has VitePress make HTML of all of them. */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { build } from "vitepress";
import { writeApi } from "./api.ts";
import { llmsFull, llmsIndex, type SourcePage } from "./llms.ts";
import { pageText } from "./page.ts";
import { here, pagesFolder, repositoryUrl, root } from "./repository.ts";
import { pictures, sourcePages } from "./source-pages.ts";

function write(path: string, text: string): void {
  mkdirSync(dirname(pagesFolder + path), { recursive: true });
  writeFileSync(pagesFolder + path, text);
}

rmSync(pagesFolder, { recursive: true, force: true });
const byFile = sourcePages();
const pages: SourcePage[] = Array.from(byFile, ([file, page]) => ({
  file,
  page,
  markdown: readFileSync(root + file, "utf8"),
}));
for (const { file, page, markdown } of pages) write(page, pageText(markdown, file, byFile));
// A page of the layout `home` gets no such link from VitePress.
const edit = `[Edit this page](${repositoryUrl}/edit/main/apps/site/home.md)`;
write("index.md", `${readFileSync(`${here}home.md`, "utf8")}\n${edit}\n`);
for (const [file, picture] of pictures()) cpSync(root + file, `${pagesFolder}public/${picture}`, { recursive: true });
write("public/llms.txt", llmsIndex(pages));
write("public/llms-full.txt", llmsFull(pages, byFile));
await writeApi();
await build(here);
