import { type ChromiumPage as Page, eventually, sharedChromium } from "@sse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { examples } from "../src/examples/example-list.ts";
import { type PlaygroundProcess, runToEnd, startPlayground } from "./playground-process.ts";

const browser = await sharedChromium();
let playground: PlaygroundProcess;
beforeAll(async () => {
  playground = await startPlayground();
});
afterAll(() => playground.child.kill());

/** Opens a page and gives it with everything it complained about. */
async function open(path: string): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  await page.goto(playground.url + path, { waitUntil: "domcontentloaded" });
  return { page, complaints };
}

const stage = (page: Page): Promise<string> => page.locator(".stage").innerHTML();

test.each(examples)("/examples/$name changes by itself, and goes on changing", async ({ name }) => {
  const { page, complaints } = await open(`/examples/${name}`);
  const first = await stage(page);
  const second = await eventually(async () => {
    const now = await stage(page);
    expect(now).not.toBe(first);
    return now;
  });
  await eventually(async () => expect(await stage(page)).not.toBe(second));
  expect(complaints).toEqual([]);
  await page.close();
});

test("/examples/multichannel feeds three elements from one connection", async () => {
  const { page } = await open("/examples/multichannel");
  await eventually(async () => expect(await page.locator(".stage .card").count()).toBe(3));
  await page.close();
});

test("/examples/triggers shows what was fetched because of an event", async () => {
  const { page } = await open("/examples/triggers");
  await eventually(async () =>
    expect(await page.locator(".stage").textContent()).toMatch(/Fetched page no\. \d+[^]*Fetched page no\. \d+/),
  );
  await page.close();
});

test("the first page moves, and shows the bytes that move it", async () => {
  const { page, complaints } = await open("/");
  const wire = page.locator(".wire");
  const before = await wire.textContent();
  await eventually(async () => expect(await wire.textContent()).not.toBe(before));
  await eventually(async () => expect(await page.locator(".harbour li i").count()).toBeGreaterThan(0));
  expect(complaints).toEqual([]);
  await page.close();
});

test("a taken port is one clear line and exit code 1", async () => {
  const port = new URL(playground.url).port;
  const { code, error } = await runToEnd({ PORT: port });
  expect(code).toBe(1);
  expect(error).toContain(`Port ${port} is taken`);
  expect(error.split("\n")).toHaveLength(1);
});

test.each(["banana", "-1", "70000", "80.5"])("PORT=%s is refused in one line", async (port) => {
  const { code, error } = await runToEnd({ PORT: port });
  expect(code).toBe(1);
  expect(error).toContain(`not "${port}"`);
  expect(error.split("\n")).toHaveLength(1);
});

test.each([
  ["redis://127.0.0.1:1", "No Redis answers at REDIS_URL, redis://127.0.0.1:1: connect ECONNREFUSED 127.0.0.1:1"],
  ["redis://me:secret@127.0.0.1:1/2", "No Redis answers at REDIS_URL, redis://…@127.0.0.1:1/2: connect ECONNREFUSED"],
  ["localhost:6379", "REDIS_URL must begin with redis:// or rediss:// and name a host."],
])("REDIS_URL=%s is refused in one line", async (url, line) => {
  const { code, error } = await runToEnd({ PORT: "0", REDIS_URL: url });
  expect(code).toBe(1);
  expect(error).toContain(line);
  expect(error.split("\n")).toHaveLength(1);
});

test("Ctrl-C ends it while a page is listening", async () => {
  const own = await startPlayground();
  const page = await browser.newPage();
  await page.goto(`${own.url}/examples/simple`, { waitUntil: "domcontentloaded" });
  await eventually(async () => expect(await page.locator(".stage .card").count()).toBe(1));
  expect(await own.interrupt()).toBe(0);
  await page.close();
});
