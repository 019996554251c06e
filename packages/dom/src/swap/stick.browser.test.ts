/** `stick:bottom`: a list follows its end once a frame, and its layout is not asked for at each event. */
import { eventually, sharedBrowser, startServer } from "@sse/testkit";
import { afterAll, expect, test } from "vitest";
import { openBed } from "../../test/swap-page.ts";

const browser = await sharedBrowser();
const server = await startServer();
afterAll(() => server.close());

/** Counts how often the height of what scrolls is asked for. */
const before = `
  window.asked = 0;
  const height = Object.getOwnPropertyDescriptor(Element.prototype, "scrollHeight");
  Object.defineProperty(Element.prototype, "scrollHeight", { ...height, get() { asked++; return height.get.call(this); } });`;
const list = `<ul id="t" style="height:60px;overflow-y:auto"></ul>`;
const atEnd = "Math.round(t.scrollHeight - t.clientHeight - t.scrollTop)";

test("a hundred events between two frames ask for the layout once, and end at the end", async () => {
  const tab = await openBed(browser, server, list, { before });
  await tab.page.evaluate(() => {
    for (let n = 0; n < 100; n++) void window.bed.swap("#t", "<li>line</li>", "beforeend stick:bottom");
  });
  await eventually(async () => expect(await tab.page.evaluate(`[t.children.length, ${atEnd}]`)).toEqual([100, 0]));
  // The test itself asks, once for each look.
  const asked = (await tab.page.evaluate("asked")) as number;
  expect(asked).toBeLessThan(50);
  await tab.close();
});

test("a reader who scrolls up between an event and the frame stays there", async () => {
  const tab = await openBed(browser, server, list);
  const top = await tab.page.evaluate(async () => {
    const frames = (): Promise<unknown> => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)));
    const box = document.querySelector("#t");
    if (!box) return undefined;
    for (let n = 0; n < 20; n++) void window.bed.swap("#t", "<li>line</li>", "beforeend stick:bottom");
    await frames();
    void window.bed.swap("#t", "<li>line</li>", "beforeend stick:bottom");
    box.scrollTop = 3;
    await frames();
    return box.scrollTop;
  });
  expect(top).toBe(3);
  await tab.close();
});

test("a list that scrolls smoothly is followed to its end, too", async () => {
  const tab = await openBed(browser, server, list.replace("overflow-y:auto", "overflow-y:auto;scroll-behavior:smooth"));
  await tab.page.evaluate(async () => {
    for (let n = 0; n < 24; n++) {
      void window.bed.swap("#t", "<li>line</li>", "beforeend stick:bottom");
      await new Promise((done) => setTimeout(done, 40));
    }
  });
  await eventually(async () => expect(await tab.page.evaluate(`[t.children.length, ${atEnd}]`)).toEqual([24, 0]));
  await tab.close();
});

test("a page that scrolls smoothly is followed to its end, too", async () => {
  const head = "<style>html { scroll-behavior: smooth } li { height: 200px }</style>";
  const tab = await openBed(browser, server, `<ul id="t"></ul>`, { head });
  await tab.page.evaluate(async () => {
    for (let n = 0; n < 24; n++) {
      void window.bed.swap("#t", "<li>line</li>", "beforeend stick:window:bottom");
      await new Promise((done) => setTimeout(done, 40));
    }
  });
  const rest =
    "((page) => Math.round(page.scrollHeight - page.clientHeight - page.scrollTop))(document.scrollingElement)";
  await eventually(async () => expect(await tab.page.evaluate(rest)).toBe(0));
  await tab.close();
});
