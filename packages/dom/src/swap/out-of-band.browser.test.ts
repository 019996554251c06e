/** Parts out of band that hold parts out of band. */
import { afterAll, expect, test } from "vitest";
import { eventually, sharedBrowser, startServer } from "@sse/testkit";
import { openBed } from "../../test/swap-page.ts";

const browser = await sharedBrowser();
const server = await startServer();
afterAll(() => server.close());

const panel = `<div id="panel">p <b id="count">1</b></div>`;

test.each([
  [
    "replaces what it stands in",
    panel,
    `<div id="panel" hx-swap-oob="true">P <b id="count" hx-swap-oob="true">2</b></div>`,
    `<div id="panel">P <b id="count">2</b></div>`,
  ],
  [
    "comes with the content of the outer one",
    panel,
    `<div id="panel" hx-swap-oob="innerHTML">P <i><b id="count" data-hx-swap-oob="true">2</b></i></div>`,
    `<div id="panel">P <i><b id="count">2</b></i></div>`,
  ],
  [
    "comes with the outer one, and goes to its place elsewhere",
    `<div id="panel"></div><u id="count">1</u>`,
    `<div id="panel" hx-swap-oob="innerHTML">P <b id="count" hx-swap-oob="innerHTML">2</b></div>`,
    `<div id="panel">P <b id="count">2</b></div><u id="count">2</u>`,
  ],
  [
    "has its place in the outer one only",
    `<div id="panel"></div>`,
    `<div id="panel" hx-swap-oob="true">P <b id="count" hx-swap-oob="true">2 <i id="x" hx-swap-oob="true">3</i></b></div>`,
    `<div id="panel">P <b id="count">2 <i id="x">3</i></b></div>`,
  ],
  [
    "adds to a list that the outer one does not bring",
    `<div id="panel"></div><ul id="l"><li>1</li></ul>`,
    `<div id="panel" hx-swap-oob="true">P<ul hx-swap-oob="beforeend:#l"><li>2</li></ul></div>`,
    `<div id="panel">P<ul><li>2</li></ul></div><ul id="l"><li>1</li><li>2</li></ul>`,
  ],
])("a part in a part %s", async (_, body, html, expected) => {
  const tab = await openBed(browser, server, `<main>${body}</main><div id="t">old</div>`);
  const result = await tab.page.evaluate((html) => {
    void window.bed.swap("#t", html);
    const reports = window.bed.heard.filter((each) => each.startsWith("report"));
    return [document.querySelector("main")?.innerHTML, document.querySelector("#t")?.textContent, ...reports];
  }, html);
  expect(result).toEqual([expected, "old"]);
  await tab.close();
});

test.each(["outerHTML swap:20ms", "outerHTML transition:true", "outerHTML settle:20ms", "outerHTML"])(
  "a part that goes its own way (%s) has its own attributes in the end",
  async (value) => {
    const tab = await openBed(browser, server, `<main><p id="x" class="old">1</p></main><div id="t">old</div>`);
    await tab.page.evaluate(
      (value) => void window.bed.swap("#t", `-<p id="x" class="new" hx-swap-oob="${value}">2</p>`),
      value,
    );
    await eventually(async () =>
      expect(await tab.page.evaluate("document.querySelector('main').innerHTML")).toBe(`<p id="x" class="new">2</p>`),
    );
    await tab.close();
  },
);

test("a part in a part that is selected by its id goes with it", async () => {
  const tab = await openBed(browser, server, `<main>${panel}</main><div id="t">old</div>`);
  const html = await tab.page.evaluate(() => {
    const content = `<div id="panel">P <b id="count" hx-swap-oob="true">2</b></div>`;
    void window.bed.swap("#t", content, "innerHTML", { selectOob: "#panel" });
    return document.querySelector("main")?.innerHTML;
  });
  expect(html).toBe(`<div id="panel">P <b id="count">2</b></div>`);
  await tab.close();
});

test("what a part puts where the next one replaces it is not bound", async () => {
  const tab = await openBed(browser, server, `<main>${panel}</main><div id="t">old</div>`);
  const bound = await tab.page.evaluate(() => {
    const inner = `<b id="count" hx-swap-oob="true" hx-get="/x">2</b>`;
    const { context, heard } = window.bed;
    context["process"] = (root: Element) => heard.push(`process ${root.isConnected}`);
    void window.bed.swap("#t", `<div id="panel" hx-swap-oob="true">P ${inner}</div>`);
    return heard.filter((each) => each.startsWith("process"));
  });
  expect(bound).toEqual(["process true"]);
  await tab.close();
});
