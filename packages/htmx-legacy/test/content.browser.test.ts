/** What pages rely on when content comes in an event: alone, beside htmx 2 and beside htmx 4, in both dialects. */
import { eventually } from "@sse/testkit";
import { describe, expect, test } from "vitest";
import { shows, site } from "./fixture.ts";

const { visitSource } = await site();

const modes: [mode: string, scripts: readonly string[]][] = [
  ["alone", ["/dist/sse.min.js"]],
  ["beside htmx 2", ["/htmx2/htmx.min.js", "/dist/sse-for-htmx.min.js"]],
  ["beside htmx 4", ["/htmx4/htmx.min.js", "/dist/sse-for-htmx.min.js"]],
  ["beside htmx 2, the whole bundle", ["/htmx2/htmx.min.js", "/dist/sse.min.js"]],
  ["beside htmx 4, the whole bundle", ["/htmx4/htmx.min.js", "/dist/sse.min.js"]],
];

const record = `globalThis.seen = [];
  for (const type of ["htmx:afterSwap", "htmx:load", "htmx:afterSettle", "htmx:sseMessage"])
    document.addEventListener(type, ({ target, detail }) =>
      seen.push([type.slice(5), target.id, detail.target?.id ?? "", detail.elt?.id ?? ""].join(" ")))`;

describe.each(modes)("%s", (_, sources) => {
  const open = visitSource.bind(null, sources);
  const isAlone = sources.length === 1;

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

  test.each<[what: string, content: string]>([
    ["text", "1"],
    ["an element", "<b>1</b>"],
    ["a form", "<form>1</form>"],
    ["a part that goes elsewhere", `<b>1</b><i id="o" hx-swap-oob="true">1</i>`],
    // Beside htmx, such a part is a swap of its own, before the rest.
    ...(isAlone ? [["a row beside it", `<b>1</b><tr id="r" hx-swap-oob="true"></tr>`] satisfies [string, string]] : []),
  ])("%s: afterSwap is raised on the target first, then sseMessage, then load and afterSettle", async (_, content) => {
    const { tab, send } = await open(`<p id="p" hx-sse="swap:x">-</p><table><tr id="r"></tr></table><i id="o"></i>`);
    await tab.page.evaluate(record);
    send("x", content);
    const types = async (): Promise<string[]> =>
      ((await tab.page.evaluate("seen")) as string[]).map((text) => text.split(" ", 2).join(" "));
    await eventually(async () => expect(await types()).toContain("afterSettle p"));
    const order = await types();
    expect(order[0]).toBe("afterSwap p");
    const message = order.indexOf("sseMessage p");
    expect(order.slice(0, message).every((text) => text.startsWith("afterSwap"))).toBe(true);
    expect(order.slice(message + 1).every((text) => /^(load|afterSettle)/.test(text))).toBe(true);
    await tab.close();
  });

  test("text raises afterSwap and afterSettle, and events: messages leaves them out", async () => {
    const { tab, send } = await open(`<p id="p" hx-sse="swap:x">-</p>`);
    await tab.page.evaluate(record);
    send("x", "1");
    await shows(tab, "#p", "1");
    const all = ["afterSwap p p p", "sseMessage p  p", "afterSettle p p p"];
    await eventually(async () => expect(await tab.page.evaluate("seen")).toEqual(all));
    await tab.page.evaluate(`sse.config.events = "messages"; seen.length = 0`);
    send("x", "2");
    await shows(tab, "#p", "2");
    await eventually(async () => expect(await tab.page.evaluate("seen")).toEqual(["sseMessage p  p"]));
    await tab.close();
  });

  test.each([
    ["none", "of its target", ["p"]],
    ["outerHTML", "of each element that replaces it", ["a", "b"]],
  ])("a swap that is more than a write tells with %s %s", async (style, _, told) => {
    const { tab, send } = await open(`<p id="p" hx-sse="swap:x" hx-swap="${style} scroll:top">-</p>`);
    await tab.page.evaluate(record);
    send("x", `<i id="a">1</i><script></script><i id="b">2</i>`);
    const raised = async (type: string): Promise<string[]> =>
      ((await tab.page.evaluate("seen")) as string[]).flatMap((text) => {
        const [name, id = ""] = text.split(" ");
        return name === type && id ? id : [];
      });
    await eventually(async () => expect(await raised("afterSettle")).toEqual(told));
    expect(await raised("afterSwap")).toEqual(told);
    await shows(tab, style === "none" ? "#p" : "#b", style === "none" ? "-" : "2");
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

  test("comments and white space do not pile up beside an element that replaces itself 10,000 times", async () => {
    const { tab, send } = await open(`<i id="a"></i><p id="p" hx-sse="swap:x" hx-swap="outerHTML">-</p>`);
    const last = 10_000;
    for (let n = 0; n <= last; n++) {
      send("x", `<!-- row ${n} -->\n<p id="p" hx-sse="swap:x" hx-swap="outerHTML">${n}</p>\n<!-- end of row -->`);
    }
    await shows(tab, "#p", String(last));
    expect(await tab.page.evaluate("s.childNodes.length")).toBeLessThan(8);
    await tab.close();
  });
});

describe.each(modes.slice(1))("%s, as htmx users do", (_, sources) => {
  test("hx-on::after-swap hears the content of events", async () => {
    const { tab, send } = await visitSource(
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
