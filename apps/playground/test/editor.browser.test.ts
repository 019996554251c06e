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

const open = async (path = "/editor"): Promise<Page> => (await visit(browser, playground.url + path)).page;
const result = (page: Page) => page.frameLocator("iframe").locator("body");

/** Types this as the whole page. */
async function write(page: Page, markup: string): Promise<void> {
  await page.locator(".cm-content").click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(markup);
}

async function shows(page: Page, pattern: RegExp): Promise<void> {
  await eventually(async () => expect(await result(page).innerText()).toMatch(pattern));
}

test("what it begins with is moved by the composed stream", async () => {
  const page = await open();
  await shows(page, /stands at 21\d+ cm[^]*ferry no\. \d+ is alongside/);
  await page.context().close();
});

test.each([1440, 375])("at %i px, the interval stands clear of the line below it", async (width) => {
  const { page } = await visit(browser, `${playground.url}/editor`, { width });
  const field = await page.locator(".turn input[type=number]").boundingBox();
  const rule = await page.locator(".events").boundingBox();
  expect((rule?.y ?? 0) - (field?.y ?? 0) - (field?.height ?? 0)).toBeGreaterThan(4);
  await page.context().close();
});

test("what is typed runs, and an event sent by hand reaches it", async () => {
  const page = await open();
  await page.getByLabel("Send them in turn, every").uncheck();
  await write(page, '<p hx-sse="connect:/stream swap:greeting">nothing yet</p>');
  await shows(page, /nothing yet/);
  await page.getByRole("button", { name: "Add an event" }).click();
  await page.getByLabel("Event name").last().fill("greeting");
  await page.getByLabel("Data").last().fill("hello at {time}");
  await eventually(async () => {
    await page.getByRole("button", { name: "Send" }).last().click();
    expect(await result(page).innerText()).toMatch(/hello at \d\d:\d\d:\d\d/);
  });
  await page.context().close();
});

test("a misspelt keyword is underlined, and its fix is one press away", async () => {
  const page = await open();
  await write(page, '<p hx-sse="connect:/stream swapp:tide"></p>');
  await page.locator(".cm-lintRange").first().hover();
  await page.getByRole("button", { name: "Write swap" }).click();
  await eventually(async () => expect(await page.locator(".cm-content").innerText()).toContain("swap:tide"));
  await eventually(async () => expect(await page.locator(".cm-lintRange").count()).toBe(0));
  await page.context().close();
});

test("keywords, swap styles and event names are offered while one types", async () => {
  const page = await open();
  const offered = page.locator(".cm-tooltip-autocomplete");
  await page.locator(".cm-content").click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type('<b hx-sse="sw');
  await eventually(async () => expect(await offered.innerText()).toContain("swap:"));
  await page.keyboard.type("ap:");
  await eventually(async () => expect(await offered.innerText()).toMatch(/tide[^]*|ferry/));
  await page.keyboard.press("Escape");
  await page.keyboard.type('" hx-swap="be');
  await eventually(async () => expect(await offered.innerText()).toContain("beforeend"));
  await page.context().close();
});

test("event names that were seen on a stream of the server are offered too", async () => {
  const page = await open();
  await write(page, '<p hx-sse="connect:/posts.html?types=Lighthouse swap:Lighthouse">nothing yet</p>');
  await result(page).locator(".card").waitFor();
  await page.locator(".cm-content").press("ControlOrMeta+End");
  await page.keyboard.type(' <b hx-sse="close:Li');
  await eventually(async () =>
    expect(await page.locator(".cm-tooltip-autocomplete").innerText()).toContain("Lighthouse"),
  );
  await page.context().close();
});

test("the first words that are offered are those that one needs first", async () => {
  const page = await open();
  await page.locator(".cm-content").click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type('<b hx-sse="');
  await eventually(async () =>
    expect(await page.locator(".cm-tooltip-autocomplete li").allInnerTexts()).toMatchObject([
      expect.stringContaining("connect:"),
      expect.stringContaining("swap:"),
      ...Array.from({ length: 12 }, () => expect.any(String)),
    ]),
  );
  await page.context().close();
});

test("an event goes out with its id and its retry, by hand or on a timer, and the stream heeds them", async () => {
  const page = await open("/editor?from=first");
  await shows(page, /Nothing yet/);
  const bytes = await page.evaluate(async () => {
    const key = document.querySelector<HTMLElement>(".editor")?.dataset["key"];
    const response = await fetch(`/editor/${key}/stream`);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const heard = { text: "" };
    void (async () => {
      for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) heard.text += part.value;
    })();
    return Object.assign(window, { heard }).heard.text;
  });
  expect(bytes).toBe("");
  const heard = (): Promise<string> => page.evaluate("heard.text");
  await page.getByLabel("Event id").fill("no-{n}");
  await page.getByLabel("Retry in milliseconds").fill("1500");
  await page.getByLabel("Data").fill("two\nlines");
  await page.getByRole("button", { name: "Send" }).click();
  await eventually(async () =>
    expect(await heard()).toContain("event: greeting\nid: no-1\nretry: 1500\ndata: two\ndata: lines\n\n"),
  );
  await page.getByLabel("Milliseconds", { exact: true }).fill("100");
  await page.getByLabel("Send them in turn, every").check();
  await eventually(async () => expect(await heard()).toContain("id: no-4"));
  await page.getByLabel("Send them in turn, every").uncheck();
  await page.context().close();
});

test("a link that was cut off is said to be, and a page of one's own begins empty", async () => {
  const page = await open("/editor#this-is-no-state");
  await eventually(async () => expect(await page.locator("[data-copied]").innerText()).toContain("not whole"));
  await shows(page, /Harbour/);
  await write(page, " ");
  await eventually(async () =>
    expect(
      await page
        .frameLocator("iframe")
        .locator("body")
        .evaluate((body) => getComputedStyle(body, "::before").content),
    ).toContain("The page is empty"),
  );
  await page.context().close();
});

test("when the server cannot be reached, sending says so", async () => {
  const page = await open("/editor?from=first");
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Send" }).click();
  await eventually(async () => expect(await page.locator(".sent").innerText()).toContain("could not be reached"));
  await page.context().close();
});

test("a stream has twenty events at most, and says so", async () => {
  const page = await open("/editor?from=first");
  for (let count = 1; count < 21; count++) await page.getByRole("button", { name: "Add an event" }).click();
  expect(await page.locator(".events > li").count()).toBe(20);
  expect(await page.locator(".sent").innerText()).toContain("20 events");
  await page.context().close();
});

test("a link holds the whole state", async () => {
  const page = await open();
  await write(page, '<p id="mine" hx-sse="connect:/stream swap:tide">from a link</p>');
  await page.getByLabel("Data").first().fill("kept");
  await page.getByRole("button", { name: "Copy link" }).click();
  await eventually(async () => expect(page.url()).toContain("#"));
  await eventually(async () => expect(await page.locator("[data-copied]").innerText()).not.toBe(""));
  const other = await visit(browser, page.url());
  await eventually(async () => expect(await other.page.locator(".cm-content").innerText()).toContain("from a link"));
  expect(await other.page.getByLabel("Data").first().inputValue()).toBe("kept");
  await shows(other.page, /kept/);
  for (const each of [page, other.page]) await each.context().close();
});

test("an exhibit opens in the editor and runs there", async () => {
  const page = await open("/editor?from=examples/multichannel");
  await shows(page, /^(?![^]*Waiting for North)[^]+/);
  await page.context().close();
});

test("the frame can reach nothing of the page around it, and what it complains of is shown", async () => {
  const page = await open();
  await write(page, '<p hx-sse="swap:nowhere">x</p>');
  await eventually(async () => expect(await page.locator(".editor-log").innerText()).toContain("no source"));
  const origin = await page
    .frameLocator("iframe")
    .locator("html")
    .evaluate(() => self.origin);
  expect(origin).toBe("null");
  await page.context().close();
});
