import { eventually, type ChromiumPage as Page, sharedChromium } from "@sse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chapters } from "../src/guide/chapters.ts";
import { type PlaygroundProcess, startPlayground } from "./playground-process.ts";
import { visit } from "./visit.ts";

const browser = await sharedChromium();
let playground: PlaygroundProcess;
beforeAll(async () => {
  playground = await startPlayground();
});
afterAll(() => playground.child.kill());

const open = async (path: string): Promise<Page> => (await visit(browser, playground.url + path)).page;
const stage = (page: Page) => page.locator(".stage");

/** Waits until the text of the live part matches. */
async function shows(page: Page, pattern: RegExp): Promise<void> {
  await eventually(async () => expect(await stage(page).innerText()).toMatch(pattern));
}

const selfMoving = chapters.filter(({ slug }) => slug !== "beginning").map(({ slug }) => slug);

test.each(selfMoving)("the chapter %s shows its result and the bytes that made it", async (slug) => {
  const page = await open(`/guide/${slug}`);
  const before = await page.locator(".wire").innerText();
  const still = await stage(page).innerHTML();
  await eventually(async () => expect(await page.locator(".wire").innerText()).not.toBe(before));
  await eventually(async () => expect(await stage(page).innerHTML()).not.toBe(still));
  expect(await page.locator(".wire").innerText()).toContain("data: ");
  await page.context().close();
});

const carrier = (page: Page): Promise<string> => page.evaluate("sse.registry.connections[0]?.transport ?? ''");

test("what a chapter's tokens say of the connection is in force", async () => {
  const page = await open("/guide/carrying");
  await eventually(async () => expect(await carrier(page)).toBe("eventsource"));
  await page.goto(`${playground.url}/guide/names`);
  await eventually(async () => expect(await carrier(page)).toBe("fetch"));
  await page.goto(`${playground.url}/guide/holding`);
  await shows(page, /Event [3-9]/);
  await page.reload();
  await eventually(async () => expect(await stage(page).innerText()).toMatch(/^Event [4-9]/));
  await page.context().close();
});

test("a paused chapter ends its stream while it is hidden, and goes on from the last number", async () => {
  const page = await open("/guide/pausing");
  await shows(page, /Second [2-9]/);
  const hide = (state: string) =>
    page.evaluate((visibility) => {
      Object.defineProperty(document, "visibilityState", { value: visibility, configurable: true });
      Object.defineProperty(document, "hidden", { value: visibility === "hidden", configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, state);
  await hide("hidden");
  await eventually(async () => expect(await page.evaluate("sse.registry.connections[0].state")).toBe("idle"));
  const second = (text: string): number => Number(/Second (\d+)/.exec(text)?.[1]);
  const before = second(await stage(page).innerText());
  await hide("visible");
  await eventually(async () => expect(second(await stage(page).innerText())).toBe(before + 1));
  await page.context().close();
});

test("the chapter on beginnings waits for its button, and ends for good", async () => {
  const page = await open("/guide/beginning");
  await page.getByRole("button", { name: "Cast off" }).click();
  await shows(page, /Under way\./);
  await page.context().close();
});

test("prices are sorted by change, and their rows are moved, not made anew", async () => {
  const page = await open("/gallery/prices");
  await shows(page, /Herring/);
  const cod = await page.locator("#price-Cod").elementHandle();
  const before = await stage(page).innerText();
  await eventually(async () => expect(await stage(page).innerText()).not.toBe(before));
  expect(await cod?.evaluate((row) => row === document.querySelector("#price-Cod"))).toBe(true);
  await page.context().close();
});

test("a chat message reaches another visitor as text, and later ones by history", async () => {
  const [ann, bob] = [await open("/gallery/chat?room=e2e"), await open("/gallery/chat?room=e2e")];
  await ann.getByPlaceholder("Name").fill("Ann");
  await ann.getByPlaceholder("Say something").fill("<b>hello</b> & welcome");
  await ann.getByRole("button", { name: "Send" }).click();
  await shows(bob, /Ann[^]*<b>hello<\/b> & welcome/);
  expect(await bob.locator(".messages b").count()).toBe(0);
  await eventually(async () => expect(await ann.getByPlaceholder("Say something").inputValue()).toBe(""));
  const late = await open("/gallery/chat?room=e2e");
  await shows(late, /welcome/);
  await ann.getByPlaceholder("Say something").fill("again");
  await ann.getByRole("button", { name: "Send" }).click();
  await shows(late, /welcome[^]*again/);
  expect(await late.locator(".messages li").count()).toBe(2);
  const elsewhere = await open("/gallery/chat?room=other");
  expect(await elsewhere.locator(".messages li").count()).toBe(0);
  for (const page of [ann, bob, late, elsewhere]) await page.context().close();
});

test("who talks too fast is told so, and keeps what was typed", async () => {
  const page = await open("/gallery/chat?room=fast");
  const text = page.getByPlaceholder("Say something");
  await eventually(async () => {
    await text.fill("more");
    await page.getByRole("button", { name: "Send" }).click();
    expect(await page.locator(".chat output").innerText()).toContain("Wait a second");
  });
  expect(await text.inputValue()).toBe("more");
  await page.context().close();
});

test("a chat without JavaScript is a history to read and a form that is sent", async () => {
  const { page } = await visit(browser, `${playground.url}/gallery/chat?room=plain`, { script: false });
  await page.getByPlaceholder("Say something").fill("by hand");
  await page.getByRole("button", { name: "Send" }).click();
  expect(new URL(page.url()).search).toBe("?room=plain");
  expect(await page.locator(".messages li").allInnerTexts()).toEqual([expect.stringMatching(/Somebody[^]*by hand/)]);
  const reader = await open("/gallery/chat?room=plain");
  await shows(reader, /by hand/);
  for (const each of [page, reader]) await each.context().close();
});

test("the deploy log runs to its end and closes the stream", async () => {
  const page = await open("/gallery/deploy");
  await page.getByRole("button", { name: "Deploy" }).click();
  await shows(page, /Live in 8\.4 s/);
  expect(await page.locator(".terminal li").count()).toBe(20);
  await eventually(async () =>
    expect(await page.locator("[hx-sse*=connect]").getAttribute("data-sse-state")).toBe("closed"),
  );
  await page.context().close();
});

test("the job asks nothing of the server before its button is pressed, and reports until done", async () => {
  const page = await open("/gallery/job");
  const asked: string[] = [];
  page.on("request", (request) => void asked.push(request.url()));
  await page.waitForLoadState("load");
  expect(asked.filter((url) => url.endsWith("/stream"))).toEqual([]);
  await page.evaluate(
    `document.addEventListener("htmx:sseClose", () => (window.atClose = document.querySelector(".job").innerText))`,
  );
  await page.getByRole("button", { name: "Print the charts" }).click();
  await shows(page, /Printed\. The stream is closed\./);
  // It is never closed beside a count that has stopped halfway.
  expect(await page.evaluate("window.atClose")).toContain("All charts are printed");
  expect(await page.locator("progress").getAttribute("value")).toBe("48");
  await page.context().close();
});

test("one notice changes the counter, the list and the line", async () => {
  const page = await open("/gallery/notices");
  await eventually(async () => expect(Number(await page.locator("#unread").innerText())).toBeGreaterThan(1));
  expect(await page.locator("#inbox li").count()).toBeGreaterThan(0);
  expect(await page.locator("#latest").innerText()).toContain("Latest from");
  await page.context().close();
});

test("an answer is written word by word, and asking again begins anew", async () => {
  const page = await open("/gallery/answer");
  await shows(page, /Leave on the last/);
  await page.getByLabel("Question").fill("<i>Where</i> is it deep?");
  await page.getByRole("button", { name: "Ask" }).click();
  await shows(page, /<i>Where<\/i> is it deep\?[^]*Leave on/);
  await page.context().close();
});

test("the board draws its charts and says the newest values", async () => {
  const page = await open("/gallery/dashboard");
  await eventually(async () => expect(await page.locator(".board canvas").count()).toBe(3));
  await shows(page, /Wind\s+[\d.]+\s+kn/);
  await page.context().close();
});

test("two browsers see each other, two tabs of one are one visitor", async () => {
  const page = await open("/gallery/presence");
  await eventually(async () => expect(await page.locator(".bird").count()).toBe(1));
  const second = await page.context().newPage();
  await second.goto(`${playground.url}/gallery/presence`, { waitUntil: "domcontentloaded" });
  await eventually(async () => expect(await second.locator(".bird").count()).toBe(1));
  const other = await open("/gallery/presence");
  await eventually(async () => expect(await page.locator(".bird").count()).toBe(2));
  await other.context().close();
  await eventually(async () => expect(await page.locator(".bird").count()).toBe(1));
  await page.context().close();
});
