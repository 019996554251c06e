/** The first page of README.md with every server of the cookbook, as both stand there: it has to update. */
import { readFileSync } from "node:fs";
import { sharedChromium } from "@sse/testkit";
import { expect, test } from "vitest";
import { root } from "../src/pages.ts";
import { recipes } from "../src/recipes.ts";
import { startServerOf } from "../src/servers.ts";

const [, readme = ""] = /^```html\n(.*?)^```/ms.exec(readFileSync(`${root}README.md`, "utf8")) ?? [];
const bundle = `${root}packages/htmx-legacy/dist/sse.min.js`;

const here = Object.entries(recipes).flatMap(([name, recipe]) => {
  const tools = recipe.find();
  return tools ? [{ name, recipe, tools }] : [];
});

const browser = await sharedChromium();

test.each(here)("the page of the README updates with the server of $name", async ({ name, recipe, tools }) => {
  const { url, stop } = await startServerOf(name, recipe, tools);
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const said: string[] = [];
    page.on("console", (message) => void said.push(message.text()));
    await page.route(new URL("/readme", url).href, (route) =>
      route.fulfill({ contentType: "text/html", body: readme }),
    );
    await page.route(new URL("/sse.min.js", url).href, (route) => route.fulfill({ path: bundle }));
    await page.goto(new URL("/readme", url).href);
    await page.locator("p > b").waitFor();
    expect(said).toEqual([]);
  } finally {
    await context.close();
    await stop();
  }
});
