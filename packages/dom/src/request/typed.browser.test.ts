/** The text in a field whose request is answered: the response decides, unless the person has typed on. */
import { afterAll, beforeEach, expect, test } from "vitest";
import { eventually, sharedBrowser, startServer } from "@sse/testkit";
import { openDesk } from "../../test/request-page.ts";

const browser = await sharedBrowser();
const server = await startServer();
afterAll(() => server.close());

let answers: ((html: string) => void)[] = [];
beforeEach(() => {
  answers = [];
  server.handle("/slow", () => new Promise<string>((resolve) => answers.push(resolve)));
});

const form = (said: string, more = ""): string =>
  `<form id="f" hx-post="/slow" hx-trigger="submit" ${more}>${said}<input id="i" name="q"><button>send</button></form>`;

const cases = [
  ["replaces itself", form("-", `hx-swap="outerHTML"`), form("new")],
  ["is replaced out of band", form("-", `hx-swap="none"`), form("new", `hx-swap-oob="true"`)],
  ["replaces itself after a delay", form("-", `hx-swap="outerHTML swap:50ms"`), form("new")],
] as const;

test.each(cases)("a form that %s is emptied by its response, and keeps the focus", async (_, before, after) => {
  const tab = await openDesk(browser, server, before);
  await tab.page.click("#i");
  await tab.page.keyboard.type("sent");
  await tab.page.keyboard.press("Enter");
  await eventually(() => expect(answers).toHaveLength(1));
  expect(server.requests.at(-1)?.body).toBe("q=sent");
  answers[0]?.(after);
  await eventually(async () => expect(await tab.page.textContent("#f")).toContain("new"));
  expect(await tab.page.evaluate(`document.querySelector("#i").value`)).toBe("");
  expect(await tab.page.evaluate("document.activeElement.id")).toBe("i");
  await tab.page.keyboard.type("next");
  expect(await tab.page.evaluate(`document.querySelector("#i").value`)).toBe("next");
  await tab.close();
});

test.each(cases)("what was typed on meanwhile is kept: a form that %s", async (_, before, after) => {
  const tab = await openDesk(browser, server, before);
  await tab.page.click("#i");
  await tab.page.keyboard.type("sent");
  await tab.page.keyboard.press("Enter");
  await eventually(() => expect(answers).toHaveLength(1));
  await tab.page.keyboard.type(" and more");
  answers[0]?.(after);
  await eventually(async () => expect(await tab.page.textContent("#f")).toContain("new"));
  expect(await tab.page.evaluate(`document.querySelector("#i").value`)).toBe("sent and more");
  await tab.close();
});

test("a response to a request that did not send the text keeps it", async () => {
  const tab = await openDesk(browser, server, `<div id="up" hx-get="/slow">${form("-")}</div>`);
  await tab.page.click("#i");
  await tab.page.keyboard.type("typing");
  await tab.page.evaluate(`desk.request("#up"); 0`);
  await eventually(() => expect(answers).toHaveLength(1));
  answers[0]?.(form("new"));
  await eventually(async () => expect(await tab.page.textContent("#f")).toContain("new"));
  expect(await tab.page.evaluate(`document.querySelector("#i").value`)).toBe("typing");
  await tab.close();
});
