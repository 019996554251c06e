import { eventually, type ChromiumPage as Page, sharedChromium } from "@sse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type PlaygroundProcess, startPlayground } from "./playground-process.ts";
import { axe, findings } from "./axe.ts";
import { visit } from "./visit.ts";

const browser = await sharedChromium();
let playground: PlaygroundProcess;
beforeAll(async () => {
  playground = await startPlayground();
});
afterAll(() => playground.child.kill());

async function inspected(path: string): Promise<Page> {
  const { page } = await visit(browser, playground.url + path);
  await page.getByRole("button", { name: /^Inspector/ }).click();
  return page;
}

test("it tells each connection's state, transport, leases and last event ID", async () => {
  const page = await inspected("/examples/multiple");
  const cards = page.locator(".connections .card");
  await eventually(async () => expect(await cards.count()).toBe(3));
  await eventually(async () =>
    expect(await cards.first().innerText()).toMatch(
      /posts\.html[^]*open for [^]*fetch · 1 lease · \d+ messages? ·[^]* id \d+/,
    ),
  );
  await page.context().close();
});

test("a row of the timeline frames the elements that its message reached", async () => {
  const page = await inspected("/examples/multichannel");
  const two = page.locator(".timeline tr", { hasText: "2 elements" }).first();
  await two.getByRole("button").focus();
  await eventually(async () => expect(await page.locator(".spotlight div").count()).toBe(2));
  await page.context().close();
});

test("it shows a lost stream's error with its advice, and the way back", async () => {
  const page = await inspected("/faults");
  const card = page.locator(".connections .card");
  await page.locator(".faults").getByRole("button", { name: "503 for ten seconds" }).click();
  await eventually(async () => expect(await card.innerText()).toMatch(/next attempt in/));
  await eventually(async () => expect(await card.locator(".problem").innerText()).toContain("503"));
  await card.getByRole("button", { name: /Reconnect/ }).click();
  await eventually(async () => expect(await card.getAttribute("data-state")).toBe("open"), 25_000);
  expect(await card.locator(".problem").innerText()).toBe("");
  await page.context().close();
});

test("a break and its recovery stand in the timeline, step by step, and the rate is drawn", async () => {
  const page = await inspected("/faults");
  const line = page.locator(".connections polyline");
  await eventually(async () => {
    const heights = (await line.getAttribute("points"))?.split(" ").map((point) => point.split(",")[1]);
    expect(new Set(heights).size).toBeGreaterThan(1);
  });
  await page.locator(".faults").getByRole("button", { name: "Restart" }).click();
  const steps = page.locator(".timeline .step b");
  await eventually(async () => {
    const told = (await steps.allInnerTexts()).toReversed();
    const broke = told.indexOf("waiting");
    expect(told.slice(broke, broke + 2)).toEqual(["waiting", "connecting"]);
    expect(told.at(-1)).toBe("open");
  }, 25_000);
  expect(await page.locator(".timeline .step-error").first().innerText()).toMatch(/next attempt in .* · broke off/);
  await page.context().close();
});

test("on a phone it leaves room: the buttons of the desk can be reached while it is open", async () => {
  const { page } = await visit(browser, `${playground.url}/faults`, { width: 375 });
  await page.getByRole("button", { name: /^Inspector/ }).click();
  for (const name of ["Half-open", "Restart", "Drop it"]) {
    await page.locator(".faults").getByRole("button", { name }).click();
  }
  await eventually(async () => expect(await page.locator(".timeline .step-error").count()).toBeGreaterThan(0));
  await page.keyboard.press("Tab");
  await page.getByRole("button", { name: "Close the inspector" }).click();
  expect(await page.evaluate(() => document.documentElement.style.scrollPaddingBottom)).toBe("");
  await page.context().close();
});

test("on a phone it covers nothing that can be pressed: the chat's Send, wherever the page is scrolled to", async () => {
  const { page } = await visit(browser, `${playground.url}/gallery/chat`, { width: 375 });
  await page.getByRole("button", { name: /^Inspector/ }).waitFor();
  const covered = await page.evaluate(() =>
    (["start", "center", "end", "nearest"] as const).filter((block) => {
      const send = document.querySelector(".chat form button");
      send?.scrollIntoView({ block, behavior: "instant" });
      const { left, top, width, height } = send?.getBoundingClientRect() ?? new DOMRect();
      return document.elementFromPoint(left + width / 2, top + height / 2) !== send;
    }),
  );
  expect(covered).toEqual([]);
  await page.context().close();
});

test("on a page without streams it says that there are none yet", async () => {
  const page = await inspected("/guide");
  expect(await page.locator(".connections").innerText()).toContain("No stream on this page yet");
  expect(await page.locator(".timeline").innerText()).toContain("No message yet");
  await page.context().close();
});

test("Close ends a stream, Pause holds the timeline, Escape folds the panel", async () => {
  const page = await inspected("/examples/simple");
  const rows = page.locator(".timeline tbody tr");
  await eventually(async () => expect(await rows.count()).toBeGreaterThan(2));
  await page.getByRole("button", { name: "Pause" }).click();
  const held = await rows.count();
  const total = await page.locator(".bar span").innerText();
  await eventually(async () => expect(await page.locator(".bar span").innerText()).not.toBe(total));
  expect(await rows.count()).toBe(held);
  await page.getByRole("button", { name: "Close /posts.html" }).click();
  await eventually(async () =>
    expect(await page.locator(".connections .card").getAttribute("data-state")).toBe("closed"),
  );
  await page.keyboard.press("Escape");
  expect(await page.locator(".panel").isVisible()).toBe(false);
  await page.context().close();
});

test("it is clean for axe, and a keyboard opens and leaves it", async () => {
  const { page } = await visit(browser, `${playground.url}/examples/multiple`, { before: axe });
  await page.getByRole("button", { name: /^Inspector/ }).press("Enter");
  await eventually(async () => expect(await page.locator(".timeline tbody tr").count()).toBeGreaterThan(3));
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press("Escape");
  expect(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.className)).toBe("pill");
  await page.context().close();
});

test("a flood is told in a few rows", async () => {
  const page = await inspected("/faults");
  await page.locator(".faults").getByRole("button", { name: "Flood of 10,000" }).click();
  await eventually(async () => expect(await page.locator(".skipped").count()).toBeGreaterThan(0));
  expect(await page.locator(".timeline tbody tr").count()).toBeLessThanOrEqual(120);
  await page.context().close();
});
