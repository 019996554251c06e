/** `htmx:load` of the page itself: what enhances new elements begins with those that came with the page. */
import { eventually } from "@sse/testkit";
import { expect, test } from "vitest";
import { site } from "./fixture.ts";

const { visit } = await site();

const compat = "/htmx4/ext/htmx-2-compat.min.js";
const listening = `<script>
  globalThis.log = [];
  document.addEventListener("DOMContentLoaded", () => setTimeout(() => log.push("task")));
  addEventListener("htmx:load", ({ target, detail }) => log.push(target.tagName + " " + detail.elt?.tagName));
</script>`;

test.each([
  ["alone", ["/dist/sse.min.js"]],
  ["beside htmx 2", ["/htmx2/htmx.min.js", "/dist/sse-for-htmx.min.js"]],
  ["beside htmx 4", ["/htmx4/htmx.min.js", "/dist/sse-for-htmx.min.js"]],
  ["beside htmx 4, which comes last", ["/dist/sse-for-htmx.min.js", "/htmx4/htmx.min.js"]],
  ["beside htmx 4 and htmx-2-compat", ["/htmx4/htmx.min.js", compat, "/dist/sse.min.js"]],
  ["beside htmx 4 and htmx-2-compat, which come last", ["/dist/sse.min.js", "/htmx4/htmx.min.js", compat]],
])("%s: it is raised on body once, however often the page is started", async (_, sources) => {
  const scripts = listening + sources.map((src) => `<script src="${src}"></script>`).join("");
  const tab = await visit(`<p class="chart"></p>`, { scripts });
  await eventually(async () => expect(await tab.page.evaluate("log")).toContain("BODY BODY"));
  await tab.page.evaluate("sse.stop(); sse.start(); new Promise((resolve) => setTimeout(resolve))");
  const log = (await tab.page.evaluate("log")) as string[];
  expect(log.filter((line) => line.startsWith("BODY"))).toEqual(["BODY BODY"]);
  expect(log[0]).toBe("task");
  expect(tab.errors).toEqual([]);
  await tab.close();
});

test("a page that is stopped at once is not told", async () => {
  const scripts = `${listening}<script src="/dist/sse.min.js"></script><script>
    document.addEventListener("DOMContentLoaded", () => sse.stop());
  </script>`;
  const tab = await visit("", { scripts });
  await eventually(async () => expect(await tab.page.evaluate("log")).toContain("task"));
  await tab.page.evaluate("new Promise((resolve) => setTimeout(resolve))");
  expect(await tab.page.evaluate("log")).toEqual(["task"]);
  await tab.close();
});
