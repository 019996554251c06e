import { eventually, type ChromiumPage as Page, sharedChromium } from "@sse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type PlaygroundProcess, startPlayground } from "./playground-process.ts";
import { visit } from "./visit.ts";

const browser = await sharedChromium();
let playground: PlaygroundProcess;
beforeAll(async () => {
  playground = await startPlayground();
});
afterAll(() => playground.child.kill());

async function tally(page: Page, name: string): Promise<number> {
  return Number((await page.locator(`[data-tally=${name}]`).innerText()).replaceAll(",", ""));
}

async function desk(): Promise<Page> {
  const { page } = await visit(browser, `${playground.url}/faults`);
  await eventually(async () => expect(await tally(page, "received")).toBeGreaterThan(1));
  return page;
}

const press = (page: Page, name: string): Promise<void> => page.getByRole("button", { name, exact: true }).click();

/** Goes on receiving, at least so many more than `before`, with nothing lost and nothing doubled. */
async function holds(page: Page, atLeast = 3, before?: number): Promise<void> {
  before ??= await tally(page, "received");
  await eventually(async () => expect(await tally(page, "received")).toBeGreaterThanOrEqual(before + atLeast), 25_000);
  expect([await tally(page, "lost"), await tally(page, "doubled")]).toEqual([0, 0]);
}

test.each(["Drop it", "Restart"])("%s breaks the stream, and not one number is lost", async (name) => {
  const page = await desk();
  await press(page, name);
  await eventually(async () => expect(await tally(page, "breaks")).toBe(1));
  await holds(page);
  await page.context().close();
});

test("a half-open line is noticed and left", async () => {
  const page = await desk();
  await press(page, "Half-open");
  await eventually(async () => expect(await tally(page, "breaks")).toBe(1), 25_000);
  await holds(page);
  await page.context().close();
});

test("503 for ten seconds is waited out, and what was missed comes", async () => {
  const page = await desk();
  await press(page, "503 for ten seconds");
  await eventually(async () =>
    expect(await page.locator(".line").getAttribute("data-sse-state")).toMatch(/waiting|connecting/),
  );
  await holds(page, 30);
  await page.context().close();
});

test.each(["Slow drip", "Garbage"])("%s counts for nothing", async (name) => {
  const page = await desk();
  await press(page, name);
  await holds(page, 12);
  await page.context().close();
});

test("a flood of 10,000 is received to the last", async () => {
  const page = await desk();
  const before = await tally(page, "received");
  await press(page, "Flood of 10,000");
  await holds(page, 10_000, before);
  await page.context().close();
});

test("the page tells what was done, what broke and when it was whole", async () => {
  const page = await desk();
  const story = page.getByRole("log", { name: "What happened" });
  expect(await story.innerText()).toContain("Press a button.");
  await press(page, "Drop it");
  await eventually(async () =>
    expect(await story.innerText()).toMatch(
      /^[\d:.]+ Back after .*, and on with \d+\s.*The line broke\. Next attempt in .*\s.*You: Drop it$/s,
    ),
  );
  await press(page, "Flood of 10,000");
  await eventually(
    async () => expect(await story.innerText()).toMatch(/All 10,000 received, .* after the press/),
    25_000,
  );
  await page.context().close();
});

test("while a desk restarts nobody answers: its buttons say so, and other pages stay up", async () => {
  const page = await desk();
  await press(page, "Restart");
  await press(page, "Drop it");
  await eventually(async () =>
    expect(await page.locator(".faults output").allInnerTexts()).toContain("The server could not be reached."),
  );
  expect((await page.request.get(`${playground.url}/guide`)).status()).toBe(200);
  await holds(page);
  await page.context().close();
});

test("a restart of the whole server loses nothing either", async () => {
  const first = await startPlayground();
  const port = Number(new URL(first.url).port);
  const { page } = await visit(browser, `${first.url}/faults`);
  await eventually(async () => expect(await tally(page, "received")).toBeGreaterThan(4));
  await first.interrupt();
  await eventually(async () =>
    expect(await page.locator(".line").getAttribute("data-sse-state")).toMatch(/waiting|connecting/),
  );
  const second = await startPlayground(port);
  await holds(page);
  expect(await tally(page, "breaks")).toBe(1);
  await page.context().close();
  await second.interrupt();
});

test("a visitor cannot touch another's stream", async () => {
  const [mine, theirs] = [await desk(), await desk()];
  await press(mine, "Drop it");
  await eventually(async () => expect(await tally(mine, "breaks")).toBe(1));
  await holds(theirs);
  expect(await tally(theirs, "breaks")).toBe(0);
  for (const page of [mine, theirs]) await page.context().close();
});
