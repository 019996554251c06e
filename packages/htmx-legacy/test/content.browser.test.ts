/** What pages rely on when content comes in an event: alone, beside htmx 2 and beside htmx 4, in both dialects. */
import { fileURLToPath } from "node:url";
import { eventually } from "@sse/testkit";
import { describe, expect, test } from "vitest";
import { fresh, shows, site } from "./fixture.ts";

const { server, visit } = await site();
for (const name of ["htmx2", "htmx4"]) {
  server.files(`/${name}`, fileURLToPath(new URL(`../node_modules/${name}/dist`, import.meta.url)));
}

const modes: [mode: string, scripts: readonly string[]][] = [
  ["alone", ["/dist/sse.min.js"]],
  ["beside htmx 2", ["/htmx2/htmx.min.js", "/dist/sse-for-htmx.min.js"]],
  ["beside htmx 4", ["/htmx4/htmx.min.js", "/dist/sse-for-htmx.min.js"]],
];

const record = `globalThis.seen = [];
  for (const type of ["htmx:afterSwap", "htmx:load", "htmx:afterSettle", "htmx:sseMessage"])
    document.addEventListener(type, ({ target, detail }) =>
      seen.push([type.slice(5), target.id, detail.target?.id ?? "", detail.elt?.id ?? ""].join(" ")))`;

/** Opens a page whose `main` is the source of its content. */
async function openPage(sources: readonly string[], content: string, attributes = "") {
  const stream = server.stream(fresh());
  const scripts = sources.map((src) => `<script src="${src}"></script>`).join("");
  const tab = await visit(`<main id="s" hx-sse="connect:${stream.path}" ${attributes}>${content}</main>`, { scripts });
  await stream.waitFor(1);
  return { tab, send: (event: string, data: string) => stream.send({ event, data }) };
}

describe.each(modes)("%s", (_, sources) => {
  const open = openPage.bind(null, sources);

  test.each([
    ["hx-sse", "an element", `<ul id="l" hx-sse="swap:x" hx-swap="beforeend"></ul>`, `<li id="r">1</li>`],
    ["sse-swap", "an element", `<ul id="l" sse-swap="x" hx-swap="beforeend"></ul>`, `<li id="r">1</li>`],
    ["hx-sse", "a form", `<div id="l" hx-sse="swap:x" hx-swap="beforeend"></div>`, `<form id="r">1</form>`],
  ])("%s: %s that comes raises afterSwap, load and afterSettle, in this order", async (_, __, list, content) => {
    const { tab, send } = await open(list);
    await tab.page.evaluate(record);
    send("x", content);
    await eventually(async () =>
      expect(((await tab.page.evaluate("seen")) as string[]).filter((text) => !text.startsWith("sse"))).toEqual([
        "afterSwap l l l",
        expect.stringMatching(/^load r .*r$/),
        "afterSettle l l l",
      ]),
    );
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  test("text raises afterSwap and afterSettle, and events: messages leaves them out", async () => {
    const { tab, send } = await open(`<p id="p" hx-sse="swap:x">-</p>`);
    await tab.page.evaluate(record);
    send("x", "1");
    await shows(tab, "#p", "1");
    const all = ["afterSwap p p p", "afterSettle p p p", "sseMessage p  p"];
    await eventually(async () => expect(await tab.page.evaluate("seen")).toEqual(all));
    await tab.page.evaluate(`sse.config.events = "messages"; seen.length = 0`);
    send("x", "2");
    await shows(tab, "#p", "2");
    await eventually(async () => expect(await tab.page.evaluate("seen")).toEqual(["sseMessage p  p"]));
    await tab.close();
  });

  test("hx-disinherit ends inheritance wherever it stands", async () => {
    const { tab, send } = await open(
      `<div hx-disinherit="hx-swap hx-target"><p id="p" hx-sse="swap:x">-</p></div>
       <div hx-disinherit="*"><p id="q" hx-sse="swap:x">-</p></div><p id="r" hx-sse="swap:x">-</p><i id="o"></i>`,
      `hx-swap="beforeend" hx-target="#o"`,
    );
    send("x", "1");
    await shows(tab, "#o", "1");
    await shows(tab, "#p", "1");
    await shows(tab, "#q", "1");
    await tab.close();
  });

  test("an event that goes elsewhere altogether leaves its listener alone; one without data empties it", async () => {
    const { tab, send } = await open(`<div id="t" hx-sse="swap:x"><b>kept</b></div><p id="o">old</p><p id="r">old</p>`);
    send("x", ` <p id="o" hx-swap-oob="true">1</p>\n<!-- and --> `);
    await shows(tab, "#o", "1");
    await shows(tab, "#t", "<b>kept</b>");
    send("x", `<hx-partial hx-target="#r" hx-swap="beforeend"><i>2</i></hx-partial>`);
    await shows(tab, "#r", "old<i>2</i>");
    await shows(tab, "#t", "<b>kept</b>");
    send("x", `<b>new</b><hx-partial id="r"><i>3</i></hx-partial>`);
    await shows(tab, "#t", "<b>new</b>");
    await shows(tab, "#r", "<i>3</i>");
    send("x", "");
    await shows(tab, "#t", "");
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  test("an unknown style is reported", async () => {
    const { tab, send } = await open(`<p id="p" hx-sse="swap:x" hx-swap="mumble">-</p>`);
    send("x", "1");
    await eventually(() => expect(tab.console.some((text) => /mumble/.test(text) && /id="p"/.test(text))).toBe(true));
    await tab.close();
  });

  test("stick:bottom follows a list whose end is in view, and no other", async () => {
    const { tab, send } = await open(
      `<ul id="l" hx-sse="swap:x" hx-swap="beforeend stick:bottom" style="height:60px;overflow-y:auto"></ul>`,
    );
    const row = (n: number): string => `<li style="height:40px">${n}</li>`;
    for (const n of [1, 2, 3]) send("x", row(n));
    await eventually(async () =>
      expect(await tab.page.evaluate("[l.children.length, l.scrollHeight - l.clientHeight - l.scrollTop < 2]")).toEqual(
        [3, true],
      ),
    );
    await tab.page.evaluate("l.scrollTop = 5");
    send("x", `<li style="height:40px"><form>4</form></li>`);
    await eventually(async () => expect(await tab.page.evaluate("[l.children.length, l.scrollTop]")).toEqual([4, 5]));
    // The frame in which it would have followed is over.
    await tab.page.evaluate("new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))");
    expect(await tab.page.evaluate("l.scrollTop")).toBe(5);
    await tab.close();
  });

  test("comments and white space do not pile up beside an element that replaces itself", async () => {
    const { tab, send } = await open(`<i id="a"></i><p id="p" hx-sse="swap:x" hx-swap="outerHTML">-</p>`);
    for (let n = 0; n < 30; n++) {
      send("x", `<!-- row ${n} -->\n<p id="p" hx-sse="swap:x" hx-swap="outerHTML">${n}</p>\n`);
    }
    await shows(tab, "#p", "29");
    expect(await tab.page.evaluate("s.childNodes.length")).toBeLessThan(6);
    await tab.close();
  });
});

describe.each(modes.slice(1))("%s, as htmx users do", (_, sources) => {
  test("hx-on::after-swap hears the content of events", async () => {
    const { tab, send } = await openPage(
      sources,
      `<p id="p" hx-sse="swap:x" hx-on::after-swap="this.title += 'a'">-</p>`,
    );
    send("x", "1");
    await eventually(async () => expect(await tab.page.getAttribute("#p", "title")).toBe("a"));
    send("x", "<form>2</form>");
    await eventually(async () => expect(await tab.page.getAttribute("#p", "title")).toBe("aa"));
    await tab.close();
  });
});

describe("alone", () => {
  const open = openPage.bind(null, ["/dist/sse.min.js"]);

  test("a part out of band leaves a row, a cell, an option and an SVG child what they are, wherever it stands", async () => {
    const { tab, send } = await open(
      `<table><tbody id="b" hx-sse="swap:row"></tbody><tr></tr></table><p id="o">old</p>
       <table><tr id="c" hx-sse="swap:cell"></tr></table><select id="e" hx-sse="swap:option"></select>
       <svg id="g" hx-sse="swap:shape"><circle id="d" r="1"></circle></svg>`,
    );
    const part = (n: number): string => `<p id="o" hx-swap-oob="true">${n}</p>`;
    send("row", `${part(1)}<tr><td>1</td></tr>`);
    await shows(tab, "#b", "<tr><td>1</td></tr>");
    await shows(tab, "#o", "1");
    send("cell", `${part(2)}<td>2</td>`);
    await shows(tab, "#c", "<td>2</td>");
    send("option", `${part(3)}<option>3</option>`);
    await shows(tab, "#e", "<option>3</option>");
    send("shape", `${part(4)}<circle id="d" r="2"></circle>${part(5)}<rect></rect>`);
    await eventually(async () =>
      expect(await tab.page.evaluate(`[...g.children].map((each) => each.constructor.name).join()`)).toBe(
        "SVGCircleElement,SVGRectElement",
      ),
    );
    await shows(tab, "#o", "5");
    send("row", `<circle id="d" r="9" hx-swap-oob="true"></circle>`);
    await eventually(async () =>
      expect(await tab.page.evaluate(`[d.constructor.name, d.getAttribute("r")].join()`)).toBe("SVGCircleElement,9"),
    );
    await shows(tab, "#b", "<tr><td>1</td></tr>");
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  test("hx-swap-oob takes the modifiers of hx-swap", async () => {
    const { tab, send } = await open(
      `<p id="p" hx-sse="swap:x">-</p><p id="o" class="old">old</p><b id="v">old</b>
       <ul id="l" style="height:40px;overflow:auto"><li style="height:60px">1</li></ul>`,
    );
    await tab.page.evaluate(`globalThis.views = 0;
      const { startViewTransition } = document;
      document.startViewTransition = (update) => (views++, startViewTransition.call(document, update));
      globalThis.classes = [];
      new MutationObserver(() => classes.push(document.querySelector("#o")?.className)).observe(s, { subtree: true, childList: true, attributes: true })`);
    send(
      "x",
      `<p id="o" class="new" hx-swap-oob="outerHTML settle:30ms">settled</p>
       <div hx-swap-oob="beforeend:#l scroll:bottom"><li style="height:60px">2</li></div>
       <b id="v" hx-swap-oob="true transition:true">viewed</b>`,
    );
    await eventually(async () => expect(await tab.page.getAttribute("#o", "class")).toBe("new"));
    expect(await tab.page.evaluate(`classes.some((text) => /old.*htmx-settling/.test(text))`)).toBe(true);
    await eventually(async () =>
      expect(await tab.page.evaluate("[l.children.length, l.scrollTop > 0, views, v.textContent].join()")).toBe(
        "2,true,1,viewed",
      ),
    );
    await shows(tab, "#p", "-");
    await tab.close();
  });

  test("a morph keeps what a person has opened, chosen and typed, until the server says something new", async () => {
    const body = (n: number, more = ""): string =>
      `<p>${n}</p><details id="d"><summary>s</summary>d</details><dialog id="m">modal</dialog>
       <input id="c" type="checkbox"><input id="k" type="checkbox" checked><input id="t" value="a"><textarea id="a">b</textarea>
       <select id="e"><option>1</option><option ${more}>2</option><option>3</option></select>`;
    const { tab, send } = await open(`<div id="w" hx-sse="swap:x" hx-swap="morph:innerHTML">${body(0)}</div>`);
    await tab.page.evaluate(`d.open = true; m.showModal(); c.checked = true; k.checked = false;
      t.value = "typed"; a.value = "typed"; e.selectedIndex = 2`);
    const state = `[d.open, m.matches(":modal"), c.checked, k.checked, t.value, a.value, e.selectedIndex].join()`;
    for (const n of [1, 2]) {
      send("x", body(n));
      await shows(tab, "#w p", String(n));
      expect(await tab.page.evaluate(state)).toBe("true,true,true,false,typed,typed,2");
    }
    send("x", body(3, "selected").replace(`value="a"`, `value="server"`));
    await shows(tab, "#w p", "3");
    expect(await tab.page.evaluate(state)).toBe("true,true,true,false,server,typed,1");
    expect(tab.errors).toEqual([]);
    await tab.close();
  });
});
