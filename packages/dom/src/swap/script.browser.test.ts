import { afterAll, expect, test } from "vitest";
import { eventually, sharedBrowser, startServer } from "@sse/testkit";
import { openBed } from "../../test/swap-page.ts";

const browser = await sharedBrowser();
const server = await startServer();
afterAll(() => server.close());

const ran = "window.ran.join()";

test("inline scripts run once, in document order, when all the new content stands", async () => {
  const tab = await openBed(browser, server, `<div id="t">old</div>`);
  await tab.page.evaluate(() => {
    const script = (name: string) => `<script>ran.push("${name}" + document.querySelectorAll("#t b").length)</script>`;
    void window.bed.swap("#t", `${script("a")}<p>${script("b")}<b>1</b></p>${script("c")}<b>2</b>`);
  });
  expect(await tab.page.evaluate(ran)).toBe("a2,b2,c2");
  await tab.close();
});

test("an inline script waits for the external scripts before it", async () => {
  const waiting: (() => void)[] = [];
  // Of an address that is none, browsers tell at once, and Firefox so of any that cannot be loaded.
  const last = ["/gone.js", "http://["];
  server.handle("/slow.js", async () => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    return { headers: { "Content-Type": "text/javascript" }, body: `ran.push("slow")` };
  });
  for (const failing of last) {
    const tab = await openBed(browser, server, `<div id="t"></div>`);
    await tab.page.evaluate((failing) => {
      const external = `<script src="/slow.js"></script><script src="${failing}"></script>`;
      void window.bed.swap("#t", `<script>ran.push("before")</script>${external}<script>ran.push("after")</script>`);
    }, failing);
    await eventually(() => expect(waiting).toHaveLength(1));
    expect(await tab.page.evaluate(ran)).toBe("before");
    waiting.pop()?.();
    await eventually(async () => expect(await tab.page.evaluate(ran)).toBe("before,slow,after"));
    await tab.close();
  }
});

test("a script that is swapped away before its turn does not run", async () => {
  const waiting: (() => void)[] = [];
  server.handle("/held.js", async () => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    return { headers: { "Content-Type": "text/javascript" }, body: `ran.push("held")` };
  });
  const tab = await openBed(browser, server, `<div id="t"></div>`);
  await tab.page.evaluate(() => {
    void window.bed.swap("#t", `<script src="/held.js"></script><script>ran.push("late")</script>`);
    void window.bed.swap("#t", `next`);
  });
  await eventually(() => expect(waiting).toHaveLength(1));
  for (const answer of waiting) answer();
  await eventually(async () => expect(await tab.page.evaluate(ran)).toBe("held"));
  await tab.page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  expect(await tab.page.evaluate(ran)).toBe("held");
  await tab.close();
});

test("module scripts run, imports and all", async () => {
  server.handle("/module.js", () => ({
    headers: { "Content-Type": "text/javascript" },
    body: `export const x = "imported"`,
  }));
  const tab = await openBed(browser, server, `<div id="t"></div>`);
  await tab.page.evaluate(() => {
    void window.bed.swap("#t", `<script type="module">import { x } from "/module.js"; ran.push(x)</script>`);
  });
  await eventually(async () => expect(await tab.page.evaluate(ran)).toBe("imported"));
  await tab.close();
});

test("data blocks and templates do not run", async () => {
  const tab = await openBed(browser, server, `<div id="t"></div>`);
  await tab.page.evaluate(() => {
    const data = `<script type="application/json">ran.push("json")</script>`;
    void window.bed.swap(
      "#t",
      `${data}<template><script>ran.push("template")</script></template><script>ran.push("ran")</script>`,
    );
  });
  expect(await tab.page.evaluate(ran)).toBe("ran");
  await tab.close();
});

test("scripts of out-of-band parts run once for each place", async () => {
  const tab = await openBed(browser, server, `<div id="t"></div><i class="many"></i><i class="many"></i>`);
  await tab.page.evaluate(() => {
    void window.bed.swap("#t", `<b hx-swap-oob="innerHTML:.many"><script>ran.push("oob")</script></b>main`);
  });
  expect(await tab.page.evaluate(ran)).toBe("oob,oob");
  await tab.close();
});

test("a script runs when it is morphed in, and not again when it stays", async () => {
  const tab = await openBed(browser, server, `<div id="t"><p>old</p></div>`);
  await tab.page.evaluate(() => {
    const html = (text: string) => `<p>${text}</p><script>ran.push("morphed")</script>`;
    void window.bed.swap("#t", html("one"), "morph:innerHTML");
    void window.bed.swap("#t", html("two"), "morph:innerHTML");
  });
  expect(await tab.page.evaluate(ran)).toBe("morphed");
  expect(await tab.page.evaluate("document.querySelector('#t p').textContent")).toBe("two");
  await tab.close();
});

test("the configured nonce is given to scripts, and those without one are refused", async () => {
  const headers = { "Content-Security-Policy": "script-src 'nonce-bed'" };
  const tab = await openBed(browser, server, `<div id="t"></div>`, { headers });
  await tab.page.evaluate(() => {
    void window.bed.swap("#t", `<script>ran.push("none")</script>`);
    void window.bed.swap("#t", `<script nonce="bed">ran.push("own")</script>`);
    window.bed.config["inlineScriptNonce"] = "bed";
    void window.bed.swap("#t", `<script>ran.push("given")</script>`);
  });
  // The nonce that content brings is none, even where it is the right one.
  expect(await tab.page.evaluate(ran)).toBe("given");
  await tab.close();
});

test("allowScripts: false leaves scripts inert, wherever they are moved", async () => {
  const tab = await openBed(browser, server, `<div id="t"></div><div id="u"></div>`);
  await tab.page.evaluate(() => {
    window.bed.config["allowScripts"] = false;
    void window.bed.swap("#t", `<script>ran.push("a")</script><svg><script>ran.push("b")</script></svg>`);
    document.querySelector("#u")?.append(...(document.querySelector("#t")?.childNodes ?? []));
  });
  expect(await tab.page.evaluate(ran)).toBe("");
  expect(await tab.page.evaluate("document.querySelectorAll('#u script').length")).toBe(2);
  await tab.close();
});

test("scripts in declarative shadow roots run once, in SVG too", async () => {
  const tab = await openBed(browser, server, `<div id="t"></div>`);
  await tab.page.evaluate(() => {
    const shadow = `<template shadowrootmode="open"><b>in</b><script>ran.push("shadow")</script></template>`;
    void window.bed.swap("#t", `<div>${shadow}</div><svg><script>ran.push("svg")</script></svg>`);
  });
  expect(await tab.page.evaluate(ran)).toBe("shadow,svg");
  expect(await tab.page.evaluate("document.querySelector('#t div').shadowRoot.querySelector('b').textContent")).toBe(
    "in",
  );
  await tab.close();
});
