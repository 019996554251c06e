/** The docs below `/docs/`, as the playground serves them: under its policy, what scripts do there works. */
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

test("search finds a name, and leads to its page", async () => {
  const { page, complaints } = await visit(browser, `${playground.url}/docs/faq`);
  await page.getByRole("button", { name: "Search" }).first().click();
  await page.locator("#localsearch-input").fill("no-source");
  const hit = page.locator(".result").first();
  await hit.waitFor();
  expect(await hit.getAttribute("href")).toContain("/docs/codes/no-source");
  await hit.click();
  await eventually(async () => expect(await page.locator("h1").innerText()).toContain("no-source"));
  expect(complaints).toEqual([]);
  await page.context().close();
});

test("the theme changes, a group of the sidebar opens, and a tab shows its language", async () => {
  const { page, complaints } = await visit(browser, `${playground.url}/docs/servers/`);
  const isDark = (): Promise<boolean> => page.evaluate("document.documentElement.classList.contains('dark')");
  const before = await isDark();
  await page.locator("button.VPSwitchAppearance").first().click();
  await eventually(async () => expect(await isDark()).toBe(!before));
  const tabs = page.locator(".vp-code-group").first();
  await tabs.locator("label").nth(1).click();
  await eventually(async () => expect(await tabs.locator("div[class*=language-]").nth(1).isVisible()).toBe(true));
  expect(complaints).toEqual([]);
  await page.context().close();
});

test("at the width of a phone, the menu opens and leads back to the playground", async () => {
  const { page, complaints } = await visit(browser, `${playground.url}/docs/faq`, { width: 375 });
  await page.locator("button.VPNavBarHamburger").click();
  const link = page.locator(".VPNavScreen").getByRole("link", { name: "Playground" });
  await link.waitFor();
  expect(await link.getAttribute("href")).toMatch(/^(?:\/|http:\/\/(?:localhost|127))/);
  expect(complaints).toEqual([]);
  await page.context().close();
});
