import { afterAll, expect, test } from "vitest";
import { eventually, type OpenPage, sharedBrowser, startServer } from "@sse/testkit";
import { openDesk } from "../../test/request-page.ts";

const browser = await sharedBrowser();
const server = await startServer();
afterAll(() => server.close());
server.handle("/seen", ({ query }) => `seen ${query.get("n")}`);

const space = `<div style="height: 300vh"></div>`;
const asked = (name: string): number => server.requests.filter(({ url }) => url === `/seen?n=${name}`).length;
const scroll = (tab: OpenPage, to: number): Promise<unknown> =>
  tab.page.evaluate(
    `new Promise((done) => { scrollTo(0, ${to}); requestAnimationFrame(() => requestAnimationFrame(() => done())); })`,
  );

test("revealed fires when the element is first seen, and not again", async () => {
  const tab = await openDesk(browser, server, `${space}<p id="e" hx-get="/seen?n=once" hx-trigger="revealed">.</p>`);
  expect(asked("once")).toBe(0);
  await scroll(tab, 1e6);
  await eventually(() => expect(asked("once")).toBe(1));
  await scroll(tab, 0);
  await scroll(tab, 1e6);
  expect(asked("once")).toBe(1);
  await tab.close();
});

test("intersect fires each time the element comes into view, of its root and as far as its threshold", async () => {
  const body = `<div id="box" style="height: 50px; overflow: auto"><div style="height: 500px"></div>
    <p id="e" style="height: 40px" hx-get="/seen?n=again" hx-trigger="intersect root:#box threshold:0.5">.</p></div>`;
  const tab = await openDesk(browser, server, body);
  const show = (top: number) => tab.page.evaluate(`box.scrollTop = ${top}; 0`);
  for (const count of [1, 2]) {
    await show(1e6);
    await eventually(() => expect(asked("again")).toBe(count));
    await show(0);
    await scroll(tab, 0);
  }
  await tab.close();
});

test("an ancestor that waits to be revealed is not fired by what is revealed in it", async () => {
  const body = `<div hx-get="/seen?n=outer" hx-trigger="ping, revealed" style="display: contents">${space}
    <p id="e" hx-get="/seen?n=inner" hx-trigger="revealed">.</p></div>`;
  const tab = await openDesk(browser, server, body);
  await scroll(tab, 1e6);
  await eventually(() => expect(asked("inner")).toBe(1));
  expect(asked("outer")).toBe(0);
  await tab.close();
});

test("stop ends the watch", async () => {
  const tab = await openDesk(browser, server, `${space}<p id="e" hx-get="/seen?n=never" hx-trigger="revealed">.</p>`);
  await tab.page.evaluate(`desk.unbind(document.querySelector("#e"))`);
  await scroll(tab, 1e6);
  await tab.page.evaluate(`fetch("/seen?n=after")`);
  expect(asked("never")).toBe(0);
  await tab.close();
});
