/** The lines of docs/browsers.md for browsers that are too old, as the page has them. */
import { readFileSync } from "node:fs";
import { eventually, openPage, sharedChromium, startServer } from "@sse/testkit";
import { afterAll, expect, test } from "vitest";
import { page, root } from "../src/pages.ts";

const [browser, server] = await Promise.all([sharedChromium(), startServer()]);
afterAll(() => server.close());
const [, lines = ""] = /## Versions that are needed\n.*?```html\n(.*?)```/s.exec(page("browsers.md")) ?? [];
const bundle = readFileSync(`${root}packages/htmx-legacy/dist/sse.min.js`, "utf8");

test.each([
  { name: "says nothing in a browser that has what is needed", script: bundle, said: 0 },
  { name: "says one line in a browser that does not know the syntax", script: `${bundle}\nclass { ##new }`, said: 1 },
  {
    name: "says one line in a browser that lacks a feature",
    script: bundle,
    before: "delete AbortSignal.prototype.throwIfAborted",
    said: 1,
  },
])("the page $name", async ({ script, before = "", said }) => {
  server.get("/sse.min.js", () => ({ headers: { "Content-Type": "text/javascript" }, body: script }));
  const tab = await openPage(browser, server, `${lines}<script>console.log("over")</script>`, { before });
  await eventually(() => expect(tab.console).toContain("log: over"));
  const needs = tab.console.filter((text) => /^error: hx-sse needs Chrome \d+.* or later\.$/.test(text));
  expect(needs).toHaveLength(said);
  await tab.close();
});
