import { afterAll, expect, test } from "vitest";
import { eventually, sharedBrowser, startServer } from "@sse/testkit";
import { openBed } from "../../test/swap-page.ts";

const browser = await sharedBrowser();
const server = await startServer();
afterAll(() => server.close());

test("a CSS transition runs from the old attributes of an element that keeps its id to the new ones", async () => {
  const head = `<style>#p { transition: width 50ms; display: block } .a { width: 10px } .b { width: 90px }</style>`;
  for (const style of ["innerHTML", "innerHTML settle:5ms"]) {
    const tab = await openBed(browser, server, `<div id="t"><p id="p" class="a">1</p></div>`, { head });
    const ended = tab.page.evaluate(
      () =>
        new Promise((resolve) => document.addEventListener("transitionend", (event) => resolve(event.propertyName))),
    );
    await tab.page.evaluate((style) => {
      document.querySelector("#p")?.getBoundingClientRect();
      void window.bed.swap("#t", `<p id="p" class="b">2</p>`, style);
    }, style);
    expect(await ended).toBe("width");
    await tab.close();
  }
});

test("only what changes under the same id settles, with the classes of htmx in between", async () => {
  const tab = await openBed(browser, server, `<div id="t"><p id="p" class="a" style="color: red">1</p></div>`);
  const result = await tab.page.evaluate(async () => {
    const read = () => (document.querySelector("#t") as Element).outerHTML;
    const settled = window.bed.settled("#t", `<p id="p" class="b">2</p><i>n</i>`);
    const during = read();
    await settled;
    return [during, read()];
  });
  expect(result).toEqual([
    `<div id="t" class="htmx-settling"><p id="p" class="a htmx-added" style="color: red">2</p><i class="htmx-added">n</i></div>`,
    `<div id="t"><p id="p" class="b">2</p><i>n</i></div>`,
  ]);
  await tab.close();
});

test("a stream faster than settling still shows its newest attributes", async () => {
  const tab = await openBed(browser, server, `<div id="t"><p id="p" class="c0">0</p></div>`);
  const worn = await tab.page.evaluate(() => {
    for (let n = 1; n < 50; n++) void window.bed.swap("#t", `<p id="p" class="c${n}">${n}</p>`);
    return document.querySelector("#p")?.className;
  });
  expect(worn).toBe("c48 htmx-added");
  await eventually(async () => expect(await tab.page.getAttribute("#p", "class")).toBe("c49"));
  await tab.close();
});

test("swapped is told before settled, both with the new elements", async () => {
  const tab = await openBed(browser, server, `<div id="t"></div>`);
  const told = await tab.page.evaluate(async () => {
    const told: string[] = [];
    const tell = (when: string) => (elements: Element[]) => told.push(`${when} ${elements.map((e) => e.id).join("+")}`);
    for (const style of ["innerHTML", "beforeend", "afterbegin settle:1ms", "outerHTML"]) {
      const html = style === "outerHTML" ? `<div id="t"></div>` : `<b id="x"></b> <i id="y"></i>`;
      await new Promise<void>((resolve) => {
        const settled = (elements: Element[]) => resolve(void tell("settled")(elements));
        void window.bed.swap("#t", html, style, { swapped: tell(style), settled });
      });
    }
    return told;
  });
  expect(told).toEqual([
    "innerHTML x+y",
    "settled x+y",
    "beforeend x+y",
    "settled x+y",
    "afterbegin settle:1ms x+y",
    "settled x+y",
    "outerHTML t",
    "settled t",
  ]);
  await tab.close();
});

test("scroll: and show: go to the edge of the target, of another element, or of the window", async () => {
  const body = `<div id="t" style="height:60px;overflow:auto"></div><div id="u" style="height:60px;overflow:auto"><p style="height:400px"></p></div>
    <div style="height:4000px"></div><p id="low" style="height:5000px">low</p>`;
  const tab = await openBed(browser, server, body);
  const positions = await tab.page.evaluate(() => {
    const positions: number[][] = [];
    const after = (attribute: string) => {
      void window.bed.swap("#t", `<p style="height:500px;margin:0">x</p>`, attribute);
      const [t, u] = ["#t", "#u"].map((id) => Math.round((document.querySelector(id) as Element).scrollTop));
      positions.push([t ?? -1, u ?? -1, Math.round(scrollY)]);
    };
    after("beforeend scroll:bottom");
    after("beforeend scroll:top");
    after("innerHTML scroll:#u:bottom");
    after("innerHTML show:#low:top");
    after("innerHTML show:window:top");
    after("innerHTML scroll:window:bottom");
    return positions;
  });
  const [bottom, top, other, low, back, end] = positions;
  expect(bottom).toEqual([440, 0, 0]);
  expect(top).toEqual([0, 0, 0]);
  expect(other?.[1]).toBeGreaterThan(300);
  expect(low?.[2]).toBeGreaterThan(3000);
  expect(back?.[2]).toBe(0);
  expect(end?.[2]).toBeGreaterThan(8000);
  await tab.close();
});
