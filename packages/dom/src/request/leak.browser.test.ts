import { afterAll, expect, test } from "vitest";
import { needs, eventually, type OpenPage, sharedBrowser, startServer } from "@sse/testkit";
import { openDesk } from "../../test/request-page.ts";

const browser = await sharedBrowser();
const server = await startServer();
afterAll(() => server.close());

/** What the page holds after a garbage collection. */
async function held(tab: OpenPage): Promise<{ nodes: number; jsEventListeners: number }> {
  await tab.devtools.send("HeapProfiler.collectGarbage");
  const { nodes, jsEventListeners } = await tab.devtools.send("Memory.getDOMCounters");
  return { nodes, jsEventListeners };
}

test("2,000 bound and unbound triggers leave nothing behind", needs("devtools"), async () => {
  const tab = await openDesk(browser, server, "");
  const churn = (count: number) =>
    tab.page.evaluate(`for (let i = 0; i < ${count}; i++) {
      const element = document.createElement("p");
      element.setAttribute("hx-trigger", "sse:a[true] changed, ping from:body delay:1h, intersect, every 1h, load delay:1h");
      document.body.append(element);
      desk.bind(element);
      document.body.dispatchEvent(new Event("ping"));
      desk.unbind(element);
      element.remove();
    }`);
  await churn(10);
  const before = await held(tab);
  await churn(2000);
  await eventually(async () => {
    const after = await held(tab);
    expect(after.jsEventListeners).toBeLessThanOrEqual(before.jsEventListeners);
    expect(after.nodes).toBeLessThanOrEqual(before.nodes + 20);
  });
  await tab.close();
});

test(
  "requests leave nothing behind, whether their element stayed, was replaced or went away",
  needs("devtools"),
  async () => {
    server.handle("/answer", () => "<b>new</b>");
    const tab = await openDesk(browser, server, "<main></main>");
    const churn = (count: number) =>
      tab.page.evaluate(`(async () => {
      for (let i = 0; i < ${count}; i++) {
        const main = document.querySelector("main");
        main.innerHTML = '<form><p id="stays" hx-post="/answer"></p><p id="goes" hx-post="/answer" hx-disabled-elt="this"></p>' +
          '<p id="turns" hx-post="/answer" hx-swap="outerHTML" hx-sync="closest form:queue all"></p></form>';
        const over = ["#stays", "#turns", "#goes"].map((selector) => desk.request(selector));
        const gone = document.querySelector("#goes");
        gone.remove();
        gone.dispatchEvent(new Event("htmx:abort"));
        await Promise.all(over);
      }
      document.querySelector("main").innerHTML = "";
      desk.heard.length = 0;
      for (const name in desk.details) delete desk.details[name];
    })()`);
    await churn(5);
    const before = await held(tab);
    await churn(100);
    await eventually(async () => {
      const after = await held(tab);
      expect(after.jsEventListeners).toBeLessThanOrEqual(before.jsEventListeners);
      expect(after.nodes).toBeLessThanOrEqual(before.nodes + 20);
    });
    await tab.close();
  },
);
