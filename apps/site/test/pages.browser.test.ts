/** The built website: what every page has, and what a sample of each kind is like for people and their tools. */
import { globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { sharedChromium, startServer } from "@sse/testkit";
import axe from "axe-core";
import { afterAll, expect, test } from "vitest";
import { outFolder, siteUrl } from "../src/repository.ts";
import { sourcePages } from "../src/source-pages.ts";

const files = globSync("**/*.html", { cwd: outFolder }).filter((file) => file !== "404.html");

test("every page has a title, a description, its canonical address, and a way back", async () => {
  expect(files.length).toBeGreaterThan(sourcePages().size);
  for (const file of files) {
    const html = await readFile(outFolder + file, "utf8");
    const address = siteUrl + file.replace(/(?:^|(?<=\/))index\.html$|\.html$/, "");
    expect(html, file).toMatch(/<title>[^<]+<\/title>/);
    expect(html, file).toMatch(/<meta name="description" content="[^"]+">/);
    expect(html, file).toContain(`<link rel="canonical" href="${address}">`);
    expect(html, file).toContain('href="/docs/"');
  }
});

test("every page that is made of a file has a link to edit that file", async () => {
  for (const [file, page] of [...sourcePages(), ["apps/site/home.md", "index.md"] as const]) {
    const html = await readFile(`${outFolder}${page.replace(/\.md$/, ".html")}`, "utf8");
    expect(html, page).toContain(`/edit/main/${file}`);
  }
});

test("programs get every page in one text, and an index of them", async () => {
  const [index, full] = await Promise.all(
    ["llms.txt", "llms-full.txt"].map((name) => readFile(outFolder + name, "utf8")),
  );
  expect(index?.match(/^- \[/gm)?.length).toBe(sourcePages().size);
  expect(full).toContain("# hx-sse");
  expect(full).toContain("# When nothing happens");
});

test("every picture of a page is on the site", async () => {
  for (const file of files) {
    const html = await readFile(outFolder + file, "utf8");
    for (const [, source = ""] of html.matchAll(/<img\b[^>]*?\ssrc="([^"]+)"/g)) {
      expect(source, file).toMatch(/^(?:\/docs\/|data:)/);
      if (source.startsWith("/docs/")) await readFile(outFolder + decodeURI(source.slice("/docs/".length)));
    }
  }
});

const [browser, server] = await Promise.all([sharedChromium(), startServer()]);
afterAll(() => server.close());
// Addresses without `.html`, as the playground and Pages serve them.
for (const file of files) {
  const path = `/docs/${file.replace(/(?:^|(?<=\/))index\.html$|\.html$/, "")}`;
  server.handle(path, async () => ({
    headers: { "Content-Type": "text/html; charset=utf-8" },
    body: await readFile(outFolder + file, "utf8"),
  }));
}
server.files("/docs/assets", `${outFolder}assets`);

const sample = [
  "",
  "tutorial/",
  "tutorial/node",
  "install",
  "servers/",
  "servers/go",
  "guides/chat",
  "attributes/hx-sse",
  "checking-servers",
  "codes/no-source",
  "events/htmx-sseOpen",
  "guides/security",
  "nothing-happens",
  "packages/core",
];

test.each(sample)("/docs/%s is accessible, light and dark, and no wider than a phone", async (path) => {
  for (const colorScheme of ["light", "dark"] as const) {
    const context = await browser.newContext({ colorScheme, viewport: { width: 375, height: 800 } });
    const page = await context.newPage();
    await page.goto(server.url(`/docs/${path}`), { waitUntil: "load" });
    await page.locator("h1").first().waitFor();
    await page.evaluate(axe.source);
    const violations = await page.evaluate<string[]>(
      "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes.map(({ target }) => target).join(' ')))",
    );
    expect(violations, colorScheme).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(375);
    // No code is out of sight.
    for (const width of [375, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      expect(
        await page.evaluate(
          "[...document.querySelectorAll('.vp-doc pre')].filter((pre) => pre.checkVisibility() && pre.scrollWidth > pre.clientWidth).length",
        ),
        `${width} px`,
      ).toBe(0);
    }
    await context.close();
  }
});

test("a group of the sidebar is one button, which says whether it is open, and takes a space", async () => {
  const page = await browser.newPage();
  await page.goto(server.url("/docs/faq"));
  const group = page.locator(".VPSidebar").getByRole("button", { name: "Reference", exact: true });
  expect(await group.getAttribute("aria-expanded")).toBe("false");
  await group.focus();
  await page.keyboard.press(" ");
  await page.locator(".VPSidebar a", { hasText: "A to Z" }).waitFor();
  expect(await group.getAttribute("aria-expanded")).toBe("true");
  await page.close();
});

test("a page with several languages shows the one that is chosen", async () => {
  const page = await browser.newPage();
  await page.goto(server.url("/docs/servers/"));
  const group = page.locator(".vp-code-group");
  await group.locator("pre", { hasText: "createServer" }).first().waitFor();
  await group.locator("label", { hasText: /^Go$/ }).click();
  await group.locator("pre", { hasText: "package main" }).waitFor();
  expect(await group.locator("pre:visible").count()).toBe(1);
  await page.close();
});

test("the search opens, finds a code by its name, and leads to its page", async () => {
  const page = await browser.newPage();
  await page.goto(server.url("/docs/nothing-happens"));
  await page.locator("button", { hasText: "Search" }).first().click();
  await page.locator("input[type=search]").fill("no-source");
  await page.locator("#localsearch-list a", { hasText: "no-source" }).first().click();
  await page.locator("h1", { hasText: "no-source" }).waitFor();
  await page.close();
});
