import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { eventually, sharedChromium } from "@sse/testkit";
import { expect, test } from "vitest";
import { page as documentation, root } from "../src/pages.ts";
import { recipes } from "../src/recipes.ts";
import { startServerOf } from "../src/servers.ts";

const browser = await sharedChromium();
const bundle = join(root, "packages/htmx-legacy/dist/sse.min.js");
const here = Object.entries(recipes).flatMap(([name, recipe]) => {
  const tools = recipe.find();
  return tools ? [{ name, recipe, tools }] : [];
});

test.each(here)("copied, run and opened, the server of $name is a live page", async ({ name, recipe, tools }) => {
  const server = await startServerOf(name, recipe, tools);
  try {
    copyFileSync(bundle, join(server.folder, "sse.min.js"));
    const page = await (await browser.newContext()).newPage();
    await page.goto(new URL("/", server.url).href, { waitUntil: "domcontentloaded" });
    await eventually(async () => expect(await page.locator("p b").innerText()).toMatch(/^News \d+$/));
    await page.context().close();
  } finally {
    await server.stop();
  }
});

test("the page of the README hears the event that the README sends", () => {
  const [, readme = ""] = /```html\n([^]*?)```/.exec(documentation("../README.md")) ?? [];
  const [, event = ""] = /^event: (\w+)$/m.exec(documentation("../README.md")) ?? [];
  expect(event).toBe("news");
  expect(readme).toContain(`swap:${event}`);
  expect(readme).toContain("connect:/events");
});
