import { readFileSync } from "node:fs";
import { html } from "hono/html";
import { expect, test } from "vitest";
import { chapters } from "../guide/chapters.ts";
import { items } from "../gallery/routes.ts";
import { serverCode } from "./server-code.ts";

const pages = [...items.map(({ slug }) => `gallery/${slug}.ts`), ...chapters.map(({ slug }) => `guide/${slug}.ts`)];
const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), "utf8").trimEnd();
const escaped = async (text: string): Promise<string> => String(await html`${text}`);

test.each(pages)("the code of %s is shown in full, as it stands in its file", async (file) => {
  expect(String(await serverCode(file))).toContain(await escaped(read(file)));
});

test("files that a page's code stands on are shown, too", async () => {
  const shown = String(await serverCode("gallery/chat.ts", ["web/client/forms.ts"]));
  for (const file of ["gallery/chat-room.ts", "log/log-stream.ts", "web/client/forms.ts"])
    expect(shown).toContain(await escaped(read(file)));
});

test.each([
  ["Node", "node", "createServer("],
  ["Python", "starlette", "StreamingResponse"],
  ["Go", "go", "package main"],
  ["Ruby", "rails", "class "],
  ["PHP", "laravel", "<?php"],
  ["Java", "spring", "import org.springframework"],
  ["Rust", "axum", "async fn main"],
])("the cookbook's server in %s is a tab of its own", async (name, page, line) => {
  const shown = String(await serverCode("gallery/prices.ts"));
  expect(shown).toContain(`/>${name}</label`);
  expect(shown).toContain(await escaped(line));
  expect(shown).toContain(`href="/docs/servers/${page}"`);
});

test("one tab is chosen, and every tab has its panel", async () => {
  for (const file of pages) {
    const shown = String(await serverCode(file));
    expect(shown.match(/ checked/g), file).toHaveLength(1);
    const tabs = shown.match(/class="tab"/g)?.length ?? 0;
    expect(shown.match(/class="tab-panel"/g), file).toHaveLength(tabs);
    // public/style.css shows the panel of the chosen tab, up to the fourteenth.
    expect(tabs).toBeLessThanOrEqual(14);
  }
});
