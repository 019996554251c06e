/** How long 1,000 templates of 10 KB take: `pnpm bench` in this package. */
import { describe, test } from "vitest";
import { lint } from "./lint.ts";

const row = (id: number): string =>
  `<li class="row {{ if .Odd }}odd{{ end }}" hx-sse="swap:item-${id}" hx-swap="beforeend">
    <a href="/items/${id}" hx-get="/items/${id}" hx-trigger="sse:changed-${id} delay:1s">Item ${id}</a>
    <p>The text of the item, as long as such texts are in lists of a few lines each.</p>
  </li>\n`;

let page = '<ul hx-sse="connect:/events">\n';
for (let id = 0; page.length < 10_000; id++) page += row(id);
page += "</ul>\n";

const component = page.replaceAll("{{ if .Odd }}odd{{ end }}", "${odd}").replace(/^/gm, "  ");

const files = [
  ["HTML of Go", page],
  ["template literals", `export const List = () => html\`\n${component}\`;`],
  ["no streams at all", page.replaceAll(/(?:hx|sse)-?/g, "x")],
] as const;

describe("1,000 files of 10 KB", () => {
  test.each(files)("%s", (name, source) => {
    const start = performance.now();
    for (let file = 0; file < 1_000; file++) lint(source);
    console.log(`${name}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
  });
});
