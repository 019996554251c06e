import { eventually, type ChromiumPage as Page, sharedChromium } from "@sse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axe, findings } from "./axe.ts";
import { live, paths, talk } from "./pages.ts";
import { type PlaygroundProcess, startPlayground } from "./playground-process.ts";
import { visit } from "./visit.ts";

const browser = await sharedChromium({ whole: true });
let playground: PlaygroundProcess;
beforeAll(async () => {
  playground = await startPlayground();
});
afterAll(() => playground.child.kill());

const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** On how many lines the sections of the site stand. */
const lines = (page: Page): Promise<number> =>
  page.evaluate(
    () => new Set([...document.querySelectorAll<HTMLElement>(".nav a")].map((link) => link.offsetTop)).size,
  );

/** Browsers open six connections to a server over HTTP/1.1; requests need some of them. */
const STREAMS = 3;

const sizes = [
  { width: 1440, height: 900 },
  { width: 375, height: 812 },
] as const;

test.each(paths)(
  "%s is clean for axe in both schemes and at both sizes, fits them, opens few streams and complains of nothing",
  async (path) => {
    const { page, complaints } = await visit(browser, playground.url + path, { before: axe });
    for (const size of sizes) {
      await page.setViewportSize(size);
      for (const colorScheme of ["light", "dark"] as const) {
        // Half faded is half the contrast: what moves is looked at as those see it who want it still.
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        expect(await findings(page), `${colorScheme}, ${size.width} px`).toEqual([]);
      }
      expect(await overflow(page), `${size.width} px`).toBe(0);
      expect(await lines(page), `${size.width} px`).toBe(1);
    }
    expect(await page.evaluate("window.sse.registry.connections.length")).toBeLessThanOrEqual(STREAMS);
    // This chapter breaks its own stream every few seconds, and Chromium says so.
    const said =
      path === "/guide/holding" ? complaints.filter((text) => !/ERR_INCOMPLETE_CHUNKED/.test(text)) : complaints;
    expect(said).toEqual([]);
    await page.context().close();
  },
);

const shown = paths.filter((path) => /^\/(?:gallery|guide)\//.test(path));

test.each(shown)("%s shows its markup, its bytes and its server's code, in other languages too", async (path) => {
  const { page } = await visit(browser, playground.url + path, { width: 375 });
  for (const part of [".pane-code .code:visible", ".wire:visible, .stage pre:visible", ".server-code .code:visible"])
    expect(await page.locator(part).count(), part).toBe(1);
  const code = page.locator(".server-code");
  expect(await code.locator(".code:visible").count()).toBe(1);
  await code.getByRole("radio", { name: "Node", exact: true }).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  expect(await code.getByRole("radio", { name: "Go", exact: true }).isChecked()).toBe(true);
  expect(await code.locator(".code:visible").innerText()).toContain("package main");
  // Nothing of any code is out of sight.
  for (const size of sizes) {
    await page.setViewportSize(size);
    const cut = await page.evaluate(() => {
      const blocks = [...document.querySelectorAll<HTMLElement>(".code")];
      return blocks.filter((block) => block.checkVisibility() && block.scrollWidth > block.clientWidth).length;
    });
    expect(cut, `${size.width} px`).toBe(0);
  }
  await page.context().close();
});

const states: readonly (readonly [string, string, (page: Page) => Promise<void>])[] = [
  [
    "/editor",
    "with words offered, a mistake underlined and explained, and a complaint",
    async (page) => {
      await page.locator(".cm-content").click();
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.insertText('<p hx-sse="swapp:tide">x</p> <b hx-sse="swap:x">');
      await page.locator(".editor-log li").first().waitFor();
      await page.keyboard.type('<i hx-sse="sw');
      await page.locator(".cm-tooltip-autocomplete").waitFor();
      await page.locator(".cm-lintRange").first().hover();
      await page.locator(".cm-tooltip-lint").waitFor();
    },
  ],
  [
    "/faults",
    "after a break, with the inspector open",
    async (page) => {
      // What is not open yet does not break.
      await page.locator('[data-sse-state="open"]').first().waitFor({ state: "attached" });
      await page.getByRole("button", { name: "Drop it" }).click();
      await page.locator(".story-whole").waitFor();
      await page.getByRole("button", { name: /^Inspector/ }).click();
      await page.locator(".timeline .step-error").waitFor();
    },
  ],
  ["/gallery/chat?room=clean", "with messages", talk],
  ["/gallery/answer", "with an answer", (page) => page.locator(".asked").waitFor()],
  ["/nowhere", "which is no page", async () => {}],
];

test.each(states)("%s %s is clean for axe in both schemes", async (path, _, begin) => {
  const { page } = await visit(browser, playground.url + path, { before: axe });
  await begin(page);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    expect(await findings(page), colorScheme).toEqual([]);
  }
  await page.context().close();
});

/** Keeps the layout shifts, and counts how often what is live has changed. */
const measure = `window.shifts = []; window.changes = 0;
  document.addEventListener("DOMContentLoaded", () => {
    for (const place of document.querySelectorAll(".stage, .line, .events, .sent"))
      new MutationObserver(() => window.changes++).observe(place, { childList: true, characterData: true, subtree: true });
  });
  new PerformanceObserver((list) => {
    for (const { sources } of list.getEntries())
      for (const { node } of sources) {
        const element = node && (node.closest ? node : node.parentElement);
        if (element) window.shifts.push((element.closest(".stage") ? "inside: " : "outside: ") + element.outerHTML.slice(0, 99));
      }
  }).observe({ type: "layout-shift", buffered: true });`;

describe.concurrent("no layout shift while events arrive", { timeout: 60_000 }, () => {
  test.each(live.flatMap((page) => sizes.map((size) => ({ ...page, ...size }))))(
    "$path at $width px",
    async ({ path, width, begin, moves = false, changes = 5 }) => {
      const { page } = await visit(browser, playground.url + path, { before: measure, width });
      await begin?.(page);
      await eventually(
        async () => expect(await page.evaluate("window.changes")).toBeGreaterThanOrEqual(changes),
        30_000,
      );
      const shifts = await page.evaluate<string[]>("window.shifts");
      expect(shifts.filter((shift) => !moves || shift.startsWith("outside"))).toEqual([]);
      await page.context().close();
    },
  );
});

test("every page reads as documentation without JavaScript", async () => {
  const { page } = await visit(browser, `${playground.url}/`, { script: false });
  for (const path of paths) {
    // With the style sheet, which hides what waits for a script.
    await page.goto(playground.url + path, { waitUntil: "load" });
    const main = page.locator("main");
    expect(await main.locator(".notice").innerText(), path).toContain("JavaScript is off");
    expect(await main.locator("h1").innerText(), path).not.toBe("");
    // Sentences to read, and markup or the way to it.
    expect((await main.innerText()).split(/\s+/).length, path).toBeGreaterThan(60);
    const shown = main.locator(".pane-code code, .editor-code textarea, .index a").first();
    expect(await shown.evaluate((place) => place.textContent), path).toMatch(/hx-sse|^[A-Z]/);
    // Bytes of the stream, where they would run by.
    for (const bytes of await main.locator(".pane-wire pre").allInnerTexts()) expect(bytes, path).toContain("data: ");
    for (const name of ["Copy link", "Inspector"]) expect(await page.getByRole("button", { name }).count()).toBe(0);
  }
  await page.context().close();
});

test("without JavaScript the editor shows the events of its stream, and loads other beginnings", async () => {
  const { page } = await visit(browser, `${playground.url}/editor`, { script: false });
  expect(await page.locator(".editor-stream pre").innerText()).toContain("event: tide\ndata: 21{n} cm");
  await page.getByLabel("Start from").selectOption({ label: "The smallest page" });
  await page.getByRole("button", { name: "Load" }).click();
  expect(await page.getByLabel("HTML of your page").inputValue()).toContain("swap:greeting");
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
