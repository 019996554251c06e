import { eventually, sharedChromium } from "@sse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type PlaygroundProcess, startPlayground } from "./playground-process.ts";
import { visit } from "./visit.ts";

const browser = await sharedChromium();
let playground: PlaygroundProcess;
beforeAll(async () => {
  playground = await startPlayground();
});
afterAll(() => playground.child.kill());

test.each([1440, 375])(
  "from the first page to a live page of one's own, by what it says there, at %i px",
  async (width) => {
    const { page, complaints } = await visit(browser, playground.url, { width });
    const wind = page.locator(".harbour b").first();
    const before = await wind.innerText();
    await eventually(async () => expect(await wind.innerText()).not.toBe(before));
    expect(await page.locator("main").innerText()).toContain("Server-Sent Events");
    await page.getByRole("link", { name: "Try it in the editor" }).click();
    await page.getByLabel("Start from").selectOption({ label: "The smallest page" });
    await page.getByRole("button", { name: "Load" }).click();
    const shown = page.frameLocator("iframe").locator("body");
    await eventually(async () => expect(await shown.innerText()).toContain("Nothing yet"));
    await page.locator(".cm-content").click();
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.press("Enter");
    await page.keyboard.type('<ul hx-sse="connect:/stream swap:news" hx-swap="beforeend');
    await page.keyboard.press("Escape");
    await page.keyboard.type('"></ul>');
    await page.getByRole("button", { name: "Add an event" }).click();
    await page.keyboard.type("news");
    await page.getByLabel("Data").last().fill("<li>Item {n}</li>");
    await eventually(async () => expect(await page.locator(".cm-lintRange").count()).toBe(0));
    await eventually(async () => {
      await page.getByRole("button", { name: "Send" }).last().click();
      expect(await shown.locator("li").count()).toBeGreaterThan(1);
    });
    expect(complaints).toEqual([]);
    await page.context().close();
  },
);

test("from the guide's first chapter the next one is always a link away, to the editor and the fault desk", async () => {
  const { page } = await visit(browser, `${playground.url}/`);
  await page.getByRole("link", { name: "Begin the guide" }).click();
  const seen: string[] = [];
  while (new URL(page.url()).pathname.startsWith("/guide")) {
    seen.push(new URL(page.url()).pathname);
    await page.locator(".onward a").click();
    await page.waitForURL((url) => url.pathname !== seen.at(-1), { waitUntil: "domcontentloaded" });
  }
  expect(seen).toHaveLength(9);
  expect(new URL(page.url()).pathname).toBe("/editor");
  await page.getByRole("link", { name: "Faults" }).click();
  await page.waitForURL("**/faults", { waitUntil: "domcontentloaded" });
  await page.context().close();
});
