import { afterAll, expect, test } from "vitest";
import { eventually, type OpenPage, openPage, sharedBrowser, sharedWholeBrowser, startServer } from "./index.ts";

const [browser, whole] = [await sharedBrowser(), await sharedWholeBrowser()];
const server = await startServer();
afterAll(() => server.close());

test("a page tells what it logged and what it threw", async () => {
  const tab = await openPage(
    browser,
    server,
    `<script>console.log("hello"); setTimeout(() => { throw Error("bang") })</script>`,
  );
  await eventually(() => {
    expect(tab.console).toContain("log: hello");
    expect(tab.errors.map(String)).toEqual(["Error: bang"]);
  });
  await tab.close();
});

test("a page tells of violations of its policies", async () => {
  const tab = await openPage(browser, server, `<p id=p></p><script nonce=n>p.innerHTML = "<b>x</b>"</script>`, {
    headers: {
      "Content-Security-Policy": "script-src 'nonce-n'; style-src 'none'; require-trusted-types-for 'script'",
    },
  });
  await tab.page.evaluate(`document.body.setAttribute("style", "color: red")`);
  await eventually(() => {
    expect(tab.violations).toContainEqual(expect.stringContaining("require-trusted-types-for"));
    expect(tab.violations).toContainEqual(expect.stringContaining("style-src"));
  });
  await tab.close();
});

test("a script may run before those of the page", async () => {
  const tab = await openPage(browser, server, `<script>console.log(early)</script>`, {
    before: "globalThis.early = 'bird'",
  });
  await eventually(() => expect(tab.console).toContain("log: bird"));
  await tab.close();
});

test("tabs of one context share it, and pages of the browser do not", async () => {
  const context = await browser.newContext();
  const set = `<script>localStorage.x ??= Math.random(); document.title = localStorage.x</script>`;
  const tabs: OpenPage[] = [];
  // One after the other: two that begin at once may both find the storage empty.
  for (const where of [context, context, browser]) tabs.push(await openPage(where, server, set));
  const titles = await Promise.all(tabs.map(({ page }) => page.title()));
  expect(titles[0]).toBe(titles[1]);
  expect(titles[2]).not.toBe(titles[0]);
  for (const tab of tabs) await tab.close();
  await context.close();
});

test("the back/forward cache of a whole browser is on", async () => {
  const tab = await openPage(
    whole,
    server,
    `<script>addEventListener("pageshow", (event) => console.log("persisted " + event.persisted))</script>`,
  );
  await tab.page.goto("about:blank");
  await tab.page.goBack({ waitUntil: "commit" });
  await eventually(() => expect(tab.console).toContain("log: persisted true"));
  await tab.close();
});

test("a stream says who is connected from the browser, and hears them leave", async () => {
  const stream = server.stream("/events");
  const tab = await openPage(
    browser,
    server,
    `<script>new EventSource("/events").onmessage = (event) => console.log(event.data)</script>`,
  );
  await stream.waitFor(1);
  stream.send({ data: "hi" });
  await eventually(() => expect(tab.console).toContain("log: hi"));
  await tab.close();
  await stream.waitFor(0);
});

test("going back within a document is a navigation, too", async () => {
  const tab = await openPage(browser, server, `<script>history.pushState(null, "", "?pushed")</script>`);
  await tab.page.goBack();
  expect(await tab.page.evaluate("location.href")).toBe(tab.url);
  await tab.close();
});

test("an expression may give an element, whatever hangs on it", async () => {
  const tab = await openPage(browser, server, `<p id="p"></p><script>p.self = p</script>`);
  expect(await tab.page.evaluate("p")).toBe("ref: <Node>");
  await tab.close();
});
