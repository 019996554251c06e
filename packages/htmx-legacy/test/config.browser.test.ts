/** Configuration on a real page: by meta element, by `start({…})`, and who has the last word. */
import { fileURLToPath } from "node:url";
import { faults } from "@sse/testkit";
import { expect, test } from "vitest";
import { fresh, scriptTag, shows, site, tagsOf } from "./fixture.ts";

const { server, visit } = await site();
server.files("/htmx2", fileURLToPath(new URL("../node_modules/htmx2/dist", import.meta.url)));

const meta = (config: object): string => `<meta name="sse-config" content='${JSON.stringify(config)}'>`;

test("the meta element configures swaps and streams", async () => {
  const stream = server.stream(fresh());
  stream.respondNext(faults.status(503), faults.status(503));
  const tab = await visit(`<p id="p" hx-sse="connect:${stream.path} swap:x">old </p>`, {
    head: meta({ defaultSwapStyle: "beforeend", retry: { min: 1, max: 2 } }),
  });
  await stream.waitFor(1);
  stream.send({ event: "x", data: "new" });
  await shows(tab, "#p", "old new");
  await tab.close();
});

test("start({…}) wins over the meta element, which wins over htmx's own configuration", async () => {
  const stream = server.stream(fresh());
  const tab = await visit("", {
    head: `<meta name="htmx-config" content='{"defaultSwapStyle":"afterbegin","allowEval":false,"ignoreTitle":true}'>
      ${meta({ defaultSwapStyle: "beforeend", settlingClass: "from-meta" })}`,
    scripts: `<script src="/htmx2/htmx.min.js"></script>${scriptTag}<script>sse.start({ settlingClass: "from-start" })</script>`,
  });
  expect(
    await tab.page.evaluate(
      "[sse.config.defaultSwapStyle, sse.config.settlingClass, sse.config.allowEval, sse.config.ignoreTitle]",
    ),
  ).toEqual(["beforeend", "from-start", false, true]);
  await tab.page.evaluate(`document.body.innerHTML = '<p id="p" hx-sse="connect:${stream.path} swap:x">old </p>'`);
  await stream.waitFor(1);
  stream.send({ event: "x", data: "new" });
  await shows(tab, "#p", "old new");
  await tab.close();
});

test("a page that calls start({…}) opens its streams once", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`<p id="p" hx-sse="connect:${stream.path} swap:x"></p>`, {
    scripts: `${scriptTag}<script>sse.start({ addedClass: "new" })</script>`,
  });
  await stream.waitFor(1);
  stream.send({ event: "x", data: "once" });
  await shows(tab, "#p", "once");
  expect(stream.attempts).toHaveLength(1);
  expect(await tab.page.evaluate("sse.config.addedClass")).toBe("new");
  await tab.close();
});

test("an attribute wins over the configuration", async () => {
  const [own, shared] = [server.stream(fresh()), server.stream(fresh())];
  const tab = await visit(
    `<i hx-sse="connect:${own.path}"></i><i hx-sse="connect:${own.path}"></i>
     <i hx-sse="connect:${shared.path} share:page"></i><i hx-sse="connect:${shared.path} share:page"></i>`,
    { head: meta({ share: "none" }) },
  );
  await own.waitFor(2);
  await shared.waitFor(1);
  expect(shared.attempts).toHaveLength(1);
  await tab.close();
});

test("a mistake is said once, with what would fit, and the page works", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`<p id="p" hx-sse="connect:${stream.path} swap:x"></p>`, {
    head: meta({ defaultSwapStile: "beforeend", share: "galaxy" }),
  });
  await tab.page.evaluate("sse.start()");
  // The server may still count the stream of before, which is closed.
  await tab.page.locator("#p[data-sse-state=open]").waitFor({ state: "attached" });
  stream.send({ event: "x", data: "works" });
  await shows(tab, "#p", "works");
  expect(tab.console).toEqual([
    'warning: [sse] config has no key "defaultSwapStile"; did you mean "defaultSwapStyle"? (config-unknown)',
    'warning: [sse] config key "share" takes page|browser|none, not "galaxy" (config-type)',
  ]);
  await tab.close();
});

test("JSON that does not parse is said, and the page works with the defaults", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`<p id="p" hx-sse="connect:${stream.path} swap:x"></p>`, {
    head: `<meta name="sse-config" content="{'share':'none'}">`,
  });
  await stream.waitFor(1);
  stream.send({ event: "x", data: "works" });
  await shows(tab, "#p", "works");
  expect(tab.console).toHaveLength(1);
  expect(tab.console[0]).toContain("JSON");
  await tab.close();
});

test("a script swaps as a text of hx-swap says, with the page's configuration, and what it brings is bound", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`<ul id="l"><li id="old">old</li></ul><p id="p"></p>`, {
    head: meta({ allowScripts: false }),
  });
  await tab.page.evaluate(
    `window.old = document.querySelector("#old");
     sse.swap(document.querySelector("#l"), '<li id="new">new</li>', "beforeend");
     sse.swap(document.querySelector("#l"), '<li id="old">same</li><li>more</li>', "morph:innerHTML");
     sse.swap(document.querySelector("#p"), '<script>window.ran = true</script><i id="i" hx-sse="connect:${stream.path} swap:x"></i>');`,
  );
  await shows(tab, "#l", '<li id="old">same</li><li>more</li>');
  expect(await tab.page.evaluate(`window.old === document.querySelector("#old")`)).toBe(true);
  await stream.waitFor(1);
  stream.send({ event: "x", data: "heard" });
  await shows(tab, "#i", "heard");
  expect(await tab.page.evaluate("window.ran")).toBe(undefined);
  await tab.close();
});

test("a script of the page opens a stream of its own with the page's registry", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`<p id="p">old</p>`);
  await tab.page.evaluate(
    `void sse.registry.connect("${stream.path}").on("x", ({ data }) => { document.querySelector("#p").textContent = data })`,
  );
  await stream.waitFor(1);
  stream.send({ event: "x", data: "new" });
  await shows(tab, "#p", "new");
  await tab.close();
});

test("without htmx, the page's configuration of htmx holds for swaps and scripts, but not out of the body", async () => {
  const stream = server.stream(fresh());
  const meta = `<meta name="htmx-config" content='{"defaultSwapStyle":"beforeend","allowScriptTags":false,"unknown":1}'>`;
  for (const [head, body, shown] of [
    [meta, "", "<b>1</b><b>2</b>"],
    ["", meta, "<b>2</b>"],
  ] as const) {
    const tab = await visit(`${body}<p id="p" hx-sse="connect:${stream.path} swap:x"></p>`, {
      scripts: scriptTag,
      head,
    });
    await stream.waitFor(1);
    for (const data of ["<b>1</b>", "<b>2</b>"]) stream.send({ event: "x", data });
    await shows(tab, "#p", shown);
    stream.send({ event: "x", data: "<i>3</i><script>globalThis.ran = true</script>" });
    await tab.page.locator("#p i").waitFor();
    expect(await tab.page.evaluate("!!globalThis.ran")).toBe(!head);
    expect(await tab.page.evaluate("sse.config.defaultSwapStyle")).toBe(head ? "beforeend" : "innerHTML");
    await tab.close();
    await stream.waitFor(0);
  }
});

test.each(["/dist/sse.min.js", "/dist/sse-for-htmx.min.js"])(
  "beside htmx 2, %s: of its configuration, only its own keys count",
  async (bundle) => {
    const config = `{"origins": ["http://evil.invalid"], "quiet": true, "outOfBand": ["*"], "defaultSwapStyle": "beforeend"}`;
    const tab = await visit(`<div hx-disable><meta name="htmx-config" content='${config}'></div>`, {
      scripts: tagsOf(["/htmx2/htmx.min.js", bundle]),
    });
    await tab.page.waitForFunction("window.sse.registry");
    const others = "[sse.config.origins.length, !!sse.config.quiet, (sse.config.outOfBand ?? []).length]";
    expect(await tab.page.evaluate(others)).toEqual([0, false, 0]);
    expect(await tab.page.evaluate("sse.config.defaultSwapStyle")).toBe("beforeend");
    await tab.close();
  },
);
