/** Beside htmx, htmx swaps what one write does not do. What the person at the keyboard and the page's author may count on all the same. */
import { eventually, type OpenPage } from "@sse/testkit";
import { describe, expect, test } from "vitest";
import { fresh, heard, shows, site } from "./fixture.ts";

const { server, visit } = await site();

/** Where the focus is, what stands in the field, and what is selected in it. */
const typing = `(() => {
  const { id, name, value, selectionStart, selectionEnd } = document.activeElement;
  return [id || name, value, selectionStart, selectionEnd].join();
})()`;

describe.each([
  ["htmx 2", "htmx2", "sse-for-htmx.min.js"],
  ["htmx 4", "htmx4", "sse-for-htmx.min.js"],
  ["htmx 2", "htmx2", "sse.min.js"],
  ["htmx 4", "htmx4", "sse.min.js"],
])("beside %s (%s, %s)", (_, htmx, bundle) => {
  const scripts = `<script src="/${htmx}/htmx.min.js"></script><script src="/dist/${bundle}"></script>`;

  /** A page whose `main` is the source; its elements hear it. */
  async function open(content: string, options: { head?: string; before?: string } = {}) {
    const stream = server.stream(fresh());
    const tab = await visit(`<main id="s" hx-sse="connect:${stream.path}">${content}</main>`, { scripts, ...options });
    await stream.waitFor(1);
    return { stream, tab, send: (event: string, data: string) => stream.send({ event, data }) };
  }

  async function type(tab: OpenPage, selector: string, text: string): Promise<void> {
    await tab.page.click(selector);
    await tab.page.keyboard.type(text);
    await tab.page.keyboard.press("ArrowLeft");
  }

  test.each(["#o", "next i"])("a response goes where its HX-Retarget says: %s", async (selector) => {
    const path = fresh();
    server.get(path, () => ({ headers: { "HX-Retarget": selector }, body: "answer" }));
    const tab = await visit(`<button id="b" hx-get="${path}">x</button><i id="o"></i>`, { scripts });
    await tab.page.click("#b");
    await shows(tab, "#o", "answer");
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  test.each([
    ["with an id", `id="f"`, "f"],
    ["without one", `name="q"`, "q"],
  ])("text that is being typed survives, in a field %s", async (_, attributes, known) => {
    const { tab, send } = await open(`<div id="t" hx-sse="swap:x"><form><input ${attributes} value=""></form></div>`);
    await type(tab, "input", "half a");
    for (const round of ["1", "2", "3"]) {
      send("x", `<p>${round}</p><form><input ${attributes} value="server" class="c${round}"></form>`);
      await shows(tab, "#t p", round);
      await tab.page.keyboard.type(round);
    }
    expect(await tab.page.evaluate(typing)).toBe(`${known},half 123a,8,8`);
    await eventually(async () => expect(await tab.page.getAttribute("input", "class")).toBe("c3"));
    expect(await tab.page.locator("input").count()).toBe(1);
    expect(await tab.page.evaluate("document.documentElement.lastElementChild.localName")).toBe("body");
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  test("text that is being typed survives an out-of-band part around the field, and one that is the field", async () => {
    const { tab, send } = await open(
      `<p id="p" hx-sse="swap:x">-</p><div id="box"><input id="f"></div><label id="l">a<input name="g"></label>`,
    );
    await type(tab, "#f", "ab");
    send("x", `<b>1</b><div id="box" hx-swap-oob="true"><i>new</i><input id="f" class="one"></div>`);
    await shows(tab, "#p", "<b>1</b>");
    send("x", `<b>2</b><input id="f" hx-swap-oob="true" class="two">`);
    await shows(tab, "#p", "<b>2</b>");
    await eventually(async () => expect(await tab.page.getAttribute("#f", "class")).toBe("two"));
    await tab.page.keyboard.type("c");
    expect(await tab.page.evaluate(typing)).toBe("f,acb,2,2");
    expect(await tab.page.textContent("#box i")).toBe("new");
    await type(tab, "[name=g]", "xy");
    send("x", `<b>3</b><label id="l" hx-swap-oob="innerHTML">b<input name="g"></label>`);
    await shows(tab, "#p", "<b>3</b>");
    await tab.page.keyboard.type("z");
    expect(await tab.page.evaluate(typing)).toBe("g,xzy,2,2");
    send("x", `<b>4</b><script>document.title = "ran"</script>`);
    await shows(tab, "#p", `<b>4</b><script>document.title = "ran"</script>`);
    expect(await tab.page.evaluate(typing)).toBe("g,xzy,2,2");
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  test("a focused button is focused again in its successor", async () => {
    const { tab, send } = await open(`<div id="t" hx-sse="swap:x"><button name="b">1</button></div>`);
    await tab.page.focus("button");
    send("x", `<button name="b">2</button>`);
    await shows(tab, "button", "2");
    expect(await tab.page.evaluate("document.activeElement.name")).toBe("b");
    await tab.close();
  });

  test("messages stay in order, whoever writes them", async () => {
    const { tab, send } = await open(`<ul id="l" hx-sse="swap:x" hx-swap="beforeend"></ul>`);
    const order = Array.from({ length: 60 }, (_, n) => String(n));
    for (const n of order) send("x", +n % 3 ? `<li>${n}</li>` : `<li><form>${n}</form></li>`);
    await eventually(async () => expect(await tab.page.locator("#l li").allTextContents()).toEqual(order));
    await tab.close();
  });

  test("a swap that throws is reported once with its element, and the stream goes on", async () => {
    const { tab, send } = await open(
      `<p id="p" hx-sse="swap:x" hx-select=":nonsense(">old</p><p id="q" hx-sse="swap:x">old</p>`,
    );
    await tab.page.evaluate(
      `globalThis.failed = []; addEventListener("htmx:swapError", (event) => failed.push(event.target.id))`,
    );
    send("x", "<b>1</b>");
    await shows(tab, "#q", "<b>1</b>");
    await eventually(async () => expect(await tab.page.evaluate("failed")).toContain("p"));
    await eventually(() => expect(tab.console.filter((text) => /\(swap\).*id="p"/.test(text))).toHaveLength(1));
    send("x", "<b>2</b>");
    await shows(tab, "#q", "<b>2</b>");
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  test("frame lets only the last of several through, and says so of the others", async () => {
    const { stream, tab } = await open(`<div id="t" hx-sse="swap:x" hx-swap="innerHTML settle:1ms frame"></div>`);
    await tab.page.evaluate(`globalThis.seen = [];
      addEventListener("htmx:sseMessage", ({ detail }) => seen.push(detail.superseded ? "over " + detail.data : detail.data));
      globalThis.written = 0;
      new MutationObserver(() => written++).observe(t, { childList: true })`);
    stream.write(["1", "2", "3"].map((n) => `event: x\ndata: <form>${n}</form>\n\n`).join(""));
    await shows(tab, "#t", "<form>3</form>");
    expect(await tab.page.evaluate("[seen.join(), written]")).toEqual([
      "over <form>1</form>,over <form>2</form>,<form>3</form>",
      1,
    ]);
    await tab.close();
  });

  test("inside what is disabled nothing is swapped, and nothing that comes there is bound", async () => {
    const disabled = htmx === "htmx2" ? "hx-disable" : "hx-ignore";
    const { tab, send } = await open(
      `<div ${disabled}><p id="p" hx-sse="swap:x">old</p><div id="box">old</div></div><p id="q" hx-sse="swap:x">old</p>`,
    );
    send("x", `<b>1</b><div id="box" hx-swap-oob="innerHTML"><i id="in" hx-sse="swap:y">in</i></div>`);
    await shows(tab, "#q", "<b>1</b>");
    send("y", "bound");
    send("x", "<b>2</b>");
    await shows(tab, "#q", "<b>2</b>");
    expect(await tab.page.textContent("#p")).toBe("old");
    expect(await tab.page.textContent("#box")).not.toContain("bound");
    await tab.close();
  });

  test("sanitize cleans what htmx gets, and may give a fragment", async () => {
    const { tab, send } = await open(`<p id="p" hx-sse="swap:x">-</p><p id="o">old</p>`);
    const form = `<form><u>evil</u><b>1</b></form><p id="o" hx-swap-oob="true"><u>evil</u>new</p>`;
    await tab.page.evaluate(`sse.config.sanitize = (html) => html.replace(/<u>.*?<\\/u>/g, "")`);
    send("x", form);
    await shows(tab, "#p", "<form><b>1</b></form>");
    await shows(tab, "#o", "new");
    await tab.page.evaluate(`sse.config.sanitize = () => {
      const fragment = new DocumentFragment();
      fragment.append(Object.assign(document.createElement("form"), { textContent: "made" }));
      return fragment;
    }`);
    send("x", form);
    await shows(tab, "#p", "<form>made</form>");
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  test("allowScripts: false holds for what htmx swaps, whatever htmx allows", async () => {
    const { tab, send } = await open(`<p id="p" hx-sse="swap:x">-</p><p id="o">old</p><p id="r">old</p>`, {
      head: `<meta name="sse-config" content='{"allowScripts":false}'>`,
    });
    const script = (n: number): string => `<script>(globalThis.ran ??= []).push(${n})</script>`;
    send(
      "x",
      `<b>1</b>${script(1)}<p id="o" hx-swap-oob="true">oob${script(2)}</p><hx-partial hx-target="#r"><i>part</i>${script(3)}</hx-partial>` +
        `<template><p>${script(4)}</p></template>`,
    );
    await eventually(async () => expect(await tab.page.textContent("#o")).toContain("oob"));
    await eventually(async () => expect(await tab.page.textContent("#r")).toContain("part"));
    send("x", "<b>2</b>");
    await shows(tab, "#p", "<b>2</b>");
    expect(await tab.page.evaluate("globalThis.ran")).toBe(undefined);
    await tab.page.evaluate("sse.config.allowScripts = true");
    send("x", `<b>3</b>${script(5)}`);
    await eventually(async () => expect(await tab.page.evaluate("globalThis.ran")).toEqual([5]));
    await tab.close();
  });

  test("what leaves gives up its stream: the target's content, and what a part out of band replaces", async () => {
    const [inner, other] = [server.stream(fresh()), server.stream(fresh())];
    const { tab, send } = await open(
      `<div id="t" hx-sse="swap:x"><p id="i" hx-sse="connect:${inner.path}"></p></div>
       <div id="box"><p id="j" hx-sse="connect:${other.path}"></p></div>`,
    );
    await Promise.all([inner.waitFor(1), other.waitFor(1)]);
    send("x", `<form>1</form><div id="box" hx-swap-oob="true">gone</div>`);
    await Promise.all([inner.waitFor(0), other.waitFor(0)]);
    await shows(tab, "#t", "<form>1</form>");
    const closed = await heard(tab, "htmx:sseClose");
    expect(closed.map(([, id, { type }]) => [id, type])).toEqual([
      ["i", "nodeReplaced"],
      ["j", "nodeReplaced"],
    ]);
    await tab.close();
  });

  test.each(["outerHTML", "outerHTML swap:200ms", "outerHTML transition:true", "innerHTML"])(
    "a response that brings a source of the same stream (%s) takes it over: nothing is lost, and one connection serves all",
    async (style) => {
      const stream = server.stream(fresh(), { replay: "missed" });
      const path = fresh();
      const app = (title: string): string =>
        `<div id="app" hx-sse="connect:${stream.path}"><h1>${title}</h1><p id="keep" hx-preserve hx-sse="swap:k" hx-swap="none">-</p></div>`;
      server.get(path, () => app("two"));
      const target = style === "innerHTML" ? "#around" : "#app";
      const tab = await visit(
        `<section id="around">${app("one")}</section><button id="go" hx-get="${path}" hx-target="${target}" hx-swap="${style}">go</button>`,
        {
          scripts,
          before: `globalThis.got = []; globalThis.missing = [];
            document.addEventListener("htmx:sseMessage", ({ detail }) => got.push(Number(detail.data)));
            document.addEventListener("htmx:noSSESourceError", ({ target }) => missing.push(target.id));`,
        },
      );
      await stream.waitFor(1);
      let sent = 0;
      // So many at once that the observers rest.
      const clock = setInterval(() => {
        for (let n = 0; n < 12; n++) stream.send({ event: "k", data: String(++sent) });
      }, 5);
      await eventually(async () => expect(await tab.page.evaluate("got.length")).toBeGreaterThan(5));
      await tab.page.click("#go");
      await shows(tab, "#app h1", "two");
      const before = sent;
      await eventually(async () => expect(await tab.page.evaluate("got.at(-1)")).toBeGreaterThan(before + 200));
      clearInterval(clock);
      await eventually(async () => expect(await tab.page.evaluate("got.at(-1)")).toBe(sent));
      const got = (await tab.page.evaluate("got")) as number[];
      const [first = 0] = got;
      expect(got).toEqual(Array.from({ length: sent - first + 1 }, (_, n) => first + n));
      expect(stream.attempts.length).toBe(1);
      expect(await tab.page.evaluate("missing")).toEqual([]);
      expect(tab.console.filter((line) => line.includes("no-source"))).toEqual([]);
      const closed = await heard(tab, "htmx:sseClose");
      expect(closed.map(([, , { type }]) => type)).toEqual(["nodeReplaced"]);
      await tab.close();
    },
  );

  test("a source whose swap a listener cancels goes on", async () => {
    const stream = server.stream(fresh());
    const path = fresh();
    server.get(path, () => "<i>never</i>");
    const tab = await visit(
      `<div id="app" hx-sse="connect:${stream.path}"><p id="p" hx-sse="swap:k">-</p></div>
       <button id="go" hx-get="${path}" hx-target="#app" hx-swap="outerHTML">go</button>`,
      { scripts },
    );
    await stream.waitFor(1);
    await tab.page.evaluate(`globalThis.cancelled = 0;
      for (const type of ["htmx:before:swap", "htmx:beforeSwap"])
        addEventListener(type, (event) => { if (event.detail.elt?.id !== "p" && !event.detail.ctx?.text?.includes("2")) { cancelled++; event.preventDefault() } })`);
    await tab.page.click("#go");
    await eventually(async () => expect(await tab.page.evaluate("cancelled")).toBeGreaterThan(0));
    stream.send({ event: "k", data: "2" });
    await shows(tab, "#p", "2");
    expect(await heard(tab, "htmx:sseClose")).toEqual([]);
    await tab.close();
  });

  test("what htmx brings is bound at once, by both, and once", async () => {
    const { stream, tab } = await open(`<div id="t" hx-sse="swap:x"></div><div id="o"></div>`);
    const path = fresh();
    let asked = 0;
    server.get(path, () => String(++asked));
    const list = (id: string): string => `<ul id="${id}" hx-sse="swap:row" hx-swap="beforeend"></ul>`;
    const button = `<form><button id="b" type="button" hx-get="${path}" hx-target="#a">k</button><p id="a"></p></form>`;
    // All in one piece: the second message finds what the first has brought.
    stream.write(
      `event: x\ndata: ${button}${list("l")}<div id="o" hx-swap-oob="true">${list("m")}</div>\n\n` +
        `event: row\ndata: <li>1</li>\n\n`,
    );
    await shows(tab, "#l", "<li>1</li>");
    await shows(tab, "#m", "<li>1</li>");
    // htmx binds what it brought when it has settled.
    await tab.page.locator("#t > :not(.htmx-added)").first().waitFor();
    await eventually(async () => expect(await tab.page.locator(".htmx-added").count()).toBe(0));
    for (const times of ["1", "2"]) {
      await tab.page.click("#b");
      await shows(tab, "#a", times);
    }
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  test("hx-select, parts out of band, partials, settling and scrolling are htmx's", async () => {
    const { tab, send } = await open(
      `<div id="t" hx-sse="swap:x" hx-select="b">-</div><p id="o">old</p><p id="r">old</p>
       <div id="w" hx-sse="swap:y" hx-swap="beforeend settle:10ms scroll:bottom" style="height:20px;overflow:auto"></div>`,
    );
    await tab.page.evaluate(`globalThis.seen = [];
      for (const type of ["htmx:afterSwap", "htmx:afterSettle", "htmx:after:swap", "htmx:after:settle"])
        addEventListener(type, ({ target }) => seen.push(type + " " + target.id))`);
    send("x", `<b>1</b><i>no</i><p id="o" hx-swap-oob="true">new</p><hx-partial hx-target="#r">part</hx-partial>`);
    await shows(tab, "#t", "<b>1</b>");
    await shows(tab, "#o", "new");
    await shows(tab, "#r", "part");
    for (const n of [1, 2, 3]) send("y", `<p style="height:20px">${n}</p>`);
    await eventually(async () => expect(await tab.page.evaluate("w.scrollTop > 20")).toBe(true));
    const names =
      htmx === "htmx2" ? ["htmx:afterSwap w", "htmx:afterSettle w"] : ["htmx:after:swap w", "htmx:after:settle w"];
    await eventually(async () => {
      expect(await tab.page.evaluate("seen")).toEqual(expect.arrayContaining(names));
      expect(await tab.page.locator(".htmx-added,.htmx-settling").count()).toBe(0);
    });
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  test("a delay and a transition come before the write, and a target that goes meanwhile is given up", async () => {
    const { tab, send } = await open(
      `<div id="t" hx-sse="swap:x" hx-swap="innerHTML swap:30ms transition:true">-</div>
       <div id="u" hx-sse="swap:y" hx-swap="innerHTML swap:100ms">-</div>`,
    );
    await tab.page.evaluate(`globalThis.views = 0;
      const { startViewTransition } = document;
      document.startViewTransition = (update) => (views++, startViewTransition.call(document, update));
      globalThis.classes = [];
      const note = (records) => records.forEach(({ target }) => classes.push(target.id + "." + target.className));
      new MutationObserver(note).observe(s, { attributes: true, attributeFilter: ["class"], subtree: true })`);
    send("x", "<form>1</form>");
    await shows(tab, "#t", "<form>1</form>");
    expect(await tab.page.evaluate("[views, classes[0]]")).toEqual([1, "t.htmx-swapping"]);
    await tab.page.evaluate(
      `globalThis.gone = u; new MutationObserver(() => gone.remove()).observe(u, { attributes: true })`,
    );
    send("y", "<form>2</form>");
    await eventually(async () =>
      expect(await tab.page.evaluate("[gone.isConnected, gone.className]")).toEqual([false, ""]),
    );
    send("x", "<form>3</form>");
    await shows(tab, "#t", "<form>3</form>");
    expect(await tab.page.evaluate("gone.textContent")).toBe("-");
    expect(tab.errors).toEqual([]);
    await tab.close();
  });
});
