import { afterAll, expect, test } from "vitest";
import { sharedBrowser, startServer } from "@sse/testkit";
import { openBed } from "../../test/swap-page.ts";

const browser = await sharedBrowser();
const server = await startServer();
afterAll(() => server.close());

/** Answers the media query as a system with that setting does, and counts what would move. */
const before = (reduce: boolean): string => `
  window.matchMedia = (query) => ({ matches: ${reduce} && query === "(prefers-reduced-motion: reduce)" });
  window.moved = [];
  const { scrollIntoView } = Element.prototype;
  Element.prototype.scrollIntoView = function (options) { moved.push(options.behavior); scrollIntoView.call(this, options); };
  const { startViewTransition } = Document.prototype;
  Document.prototype.startViewTransition = function (update) { moved.push("transition"); return startViewTransition.call(this, update); };`;

test.each([
  [true, ["instant"]],
  [false, ["transition", "smooth"]],
])("with prefers-reduced-motion %s, a swap moves %j", async (reduce, moved) => {
  const tab = await openBed(browser, server, `<div id="t"></div>`, { before: before(reduce) });
  await tab.page.evaluate(async () => {
    window.bed.config["scrollBehavior"] = "smooth";
    await window.bed.swap("#t", "<p>new</p>", "innerHTML transition:true show:top");
  });
  expect(await tab.page.evaluate("moved")).toEqual(moved);
  expect(await tab.page.locator("#t").innerHTML()).toBe("<p>new</p>");
  await tab.close();
});
