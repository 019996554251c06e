import { afterAll, beforeEach, expect, test } from "vitest";
import { eventually, type OpenPage, sharedBrowser, startServer } from "@sse/testkit";
import { openDesk } from "../../test/request-page.ts";

const browser = await sharedBrowser();
const server = await startServer();
afterAll(() => server.close());

/** Answers that wait, by what was asked. */
const waiting = new Map<string, () => void>();
const seen: string[] = [];
server.handle("/ask", async ({ query }) => {
  const name = query.get("n") ?? "";
  seen.push(name);
  await new Promise<void>((resolve) => waiting.set(name, resolve));
  return name;
});
function forget(): void {
  waiting.clear();
  seen.length = 0;
}
beforeEach(forget);

async function answer(name: string): Promise<void> {
  await eventually(() => expect(waiting.has(name)).toBe(true));
  waiting.get(name)?.();
}

/** Asks for 1, 2, 3, … in one go, on these elements in turn. */
function ask(tab: OpenPage, elements: readonly string[], queue?: string): Promise<unknown> {
  return tab.page.evaluate(`${JSON.stringify(elements)}.forEach((selector, index) => {
    const element = document.querySelector(selector);
    element.setAttribute("hx-get", "/ask?n=" + (index + 1));
    desk.request(selector, null, ${JSON.stringify(queue)}).then(() => desk.heard.push("over " + (index + 1)));
  })`);
}

const heard = (tab: OpenPage): Promise<string[]> => tab.page.evaluate("desk.heard");
const text = (tab: OpenPage): Promise<string> => tab.page.evaluate(`document.querySelector("#t").textContent`);
const same = ["#e", "#e", "#e", "#e"];

/** Plays four requests and gives the ones that the server got, in order. */
async function played(attributes: string, elements = same, queue?: string): Promise<[asked: string, shown: string]> {
  forget();
  const tab = await openDesk(
    browser,
    server,
    `<form id="f" hx-target="#t"><p id="e" ${attributes}></p><p id="o" ${attributes}></p></form><p id="t"></p>`,
  );
  await ask(tab, elements, queue);
  // Answers whatever comes until the page has nothing under way any more.
  await eventually(async () => {
    for (const [, go] of waiting) go();
    expect(await tab.page.evaluate(`document.querySelectorAll(".htmx-request").length`)).toBe(0);
    expect(seen.length).toBeGreaterThan(0);
  });
  const result: [string, string] = [seen.join(), await text(tab)];
  await tab.close();
  return result;
}

test("of several requests at once the first goes and the last waits for it", async () => {
  expect(await played("")).toEqual(["1,4", "4"]);
});

test("queue of the trigger says which wait: first, last, all, none", async () => {
  expect(await played("", same, "first")).toEqual(["1,2", "2"]);
  expect(await played("", same, "last")).toEqual(["1,4", "4"]);
  expect(await played("", same, "all")).toEqual(["1,2,3,4", "4"]);
  expect(await played("", same, "none")).toEqual(["1", "1"]);
});

test("hx-sync says which wait, which are dropped", async () => {
  expect(await played(`hx-sync="this"`)).toEqual(["1", "1"]);
  expect(await played(`hx-sync="this:drop"`)).toEqual(["1", "1"]);
  expect(await played(`hx-sync="this:abort"`)).toEqual(["1", "1"]);
  expect(await played(`hx-sync="this:queue first"`)).toEqual(["1,2", "2"]);
  expect(await played(`hx-sync="this:queue"`)).toEqual(["1,4", "4"]);
  expect(await played(`hx-sync="this:queue all"`)).toEqual(["1,2,3,4", "4"]);
});

test("replace ends the request under way for the new one", async () => {
  const tab = await openDesk(browser, server, `<p id="e" hx-target="#t" hx-sync="this:replace"></p><p id="t"></p>`);
  await ask(tab, ["#e", "#e"]);
  await answer("2");
  await eventually(async () => expect(await text(tab)).toBe("2"));
  expect(await heard(tab)).toContain("sendAbort #e");
  await tab.close();
});

test("hx-sync on another element puts all that name it into one line", async () => {
  expect(await played(`hx-sync="closest form:drop"`, ["#e", "#o"])).toEqual(["1", "1"]);
  expect(await played(`hx-sync="closest form:queue all"`, ["#e", "#o", "#e"])).toEqual(["1,2,3", "3"]);
  expect((await played("", ["#e", "#o"]))[0].split(",").toSorted()).toEqual(["1", "2"]);
});

test("a request that gives way is ended by another one in its line", async () => {
  const tab = await openDesk(
    browser,
    server,
    `<form id="f" hx-target="#t"><p id="e" hx-sync="closest form:abort"></p><p id="o" hx-sync="closest form:drop"></p></form><p id="t"></p>`,
  );
  await ask(tab, ["#e", "#o"]);
  await answer("2");
  await eventually(async () => expect(await text(tab)).toBe("2"));
  expect(await heard(tab)).toContain("sendAbort #e");
  await tab.close();
});

test("a waiting request whose element is gone does not hold up the next", async () => {
  const tab = await openDesk(
    browser,
    server,
    `<form id="f" hx-target="#t" hx-sync="this:queue all"><p id="e"></p><p id="o"></p><p id="p"></p></form><p id="t"></p>`,
  );
  await ask(tab, ["#e", "#o", "#p"]);
  await tab.page.evaluate(`document.querySelector("#o").remove()`);
  await answer("1");
  await answer("3");
  await eventually(async () => expect(await text(tab)).toBe("3"));
  expect(seen).toEqual(["1", "3"]);
  await tab.close();
});
