import { eventually, type Page, sharedBrowser } from "@sse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axe, findings } from "./axe.ts";
import { paths } from "./pages.ts";
import { type PlaygroundProcess, startPlayground } from "./playground-process.ts";
import { visit } from "./visit.ts";

const browser = await sharedBrowser();
let playground: PlaygroundProcess;
beforeAll(async () => {
  playground = await startPlayground();
});
afterAll(() => playground.child.kill());

const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Browsers open six connections to a server over HTTP/1.1; requests need some of them. */
const STREAMS = 3;

test.each(paths)(
  "%s is clean for axe in both schemes, fits a phone, opens few streams and complains of nothing",
  async (path) => {
    const { page, complaints } = await visit(browser, playground.url + path, { before: axe });
    expect(await findings(page), "light").toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await findings(page, "color-contrast"), "dark").toEqual([]);
    await page.setViewportSize({ width: 375, height: 812 });
    expect(await overflow(page)).toBe(0);
    expect(await page.evaluate("window.sse.registry.connections.length")).toBeLessThanOrEqual(STREAMS);
    expect(complaints).toEqual([]);
    await page.context().close();
  },
);

/** Adds up the layout shifts of everything that is not part of a live result, and counts the messages. */
const measure = `window.shifted = 0; window.messages = 0;
  document.addEventListener("htmx:sseMessage", () => window.messages++);
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) {
      const outside = sources.some(({ node }) => node && !(node.closest ? node : node.parentElement).closest(".stage"));
      if (outside) window.shifted += value;
    }
  }).observe({ type: "layout-shift", buffered: true });`;

const moving = ["/", "/guide/names", "/guide/place", "/examples/multiple", "/examples/triggers", "/gallery/prices"];

test.each([...moving, "/gallery/notices", "/faults"])("%s stands still around what moves", async (path) => {
  const { page } = await visit(browser, playground.url + path, { before: measure, width: 375 });
  await eventually(async () => expect(await page.evaluate("window.messages")).toBeGreaterThanOrEqual(6));
  expect(await page.evaluate("window.shifted")).toBe(0);
  await page.context().close();
});

test("every page reads without JavaScript", async () => {
  const { page } = await visit(browser, `${playground.url}/`, { script: false });
  for (const path of paths) {
    await page.goto(playground.url + path, { waitUntil: "domcontentloaded" });
    expect(await page.locator("h1").innerText(), path).not.toBe("");
    expect(await page.locator(".notice").innerText(), path).toContain("JavaScript is off");
  }
  await page.context().close();
});

test("a keyboard goes past the navigation to the page", async () => {
  const { page } = await visit(browser, `${playground.url}/guide/hello`);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  expect(new URL(page.url()).hash).toBe("#main");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.querySelector("main")?.contains(document.activeElement))).toBe(true);
  await page.context().close();
});

test("who asks for less motion gets none", async () => {
  const { page } = await visit(browser, `${playground.url}/examples/settle`);
  await page.emulateMedia({ reducedMotion: "reduce" });
  const duration = await page.locator(".fading").evaluate((element) => getComputedStyle(element).transitionDuration);
  expect(Number.parseFloat(duration)).toBeLessThan(0.001);
  await page.context().close();
});
