/** Parts out of band, with modifiers of their own, and beside what a parser would take apart: alone, and beside htmx with either bundle. */
import { eventually } from "@sse/testkit";
import { describe, expect, test } from "vitest";
import { fresh, modes, recording, scriptTag, shows, site } from "./fixture.ts";

const { server, visit, visitSource } = await site();

describe.each(modes)("%s", (mode, sources) => {
  const open = visitSource.bind(null, sources);

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

  test("hx-select that finds nothing says so, once, unless nothing is meant for the target", async () => {
    const { tab, send } = await open(
      `<p id="p" hx-sse="swap:x" hx-select="#no">-</p><p id="q" hx-sse="swap:y" hx-select="b, #no">-</p><p id="o">old</p>`,
    );
    const lost = (): string[] => tab.console.filter((line) => line.includes("(select)"));
    send("x", `<b id="o" hx-swap-oob="true">1</b>`);
    await shows(tab, "#o", "1");
    send("y", "<i>not this</i><b>2</b>");
    await shows(tab, "#q", "<b>2</b>");
    await shows(tab, "#p", "-");
    expect(lost()).toEqual([]);
    send("x", "<i>3</i>");
    send("x", "<i>4</i>");
    await shows(tab, "#p", "");
    await eventually(() => expect(lost()).toHaveLength(1));
    expect(lost()[0]).toContain('hx-select finds no "#no" in the content (select): <p id="p"');
    await tab.close();
  });

  test("an event with nothing but parts is told of all the same", async () => {
    for (const style of ["none", "innerHTML"]) {
      const { tab, send } = await open(
        `<div id="sink" hx-sse="swap:x" hx-swap="${style}">-</div><div id="chat"></div>`,
      );
      await tab.page.evaluate(recording("htmx:afterSwap", "htmx:afterSettle"));
      for (const part of [
        `<div hx-swap-oob="beforeend:#chat"><p>1</p></div>`,
        `<div hx-swap-oob="innerHTML:#chat"><p>2</p></div>`,
        `<hx-partial hx-target="#chat" hx-swap="beforeend"><p>3</p></hx-partial>`,
      ]) {
        await tab.page.evaluate("raised.length = 0");
        send("x", part);
        await eventually(async () => {
          const types = await tab.page.evaluate<string[]>("raised.map(([type]) => type)");
          expect([style, part, [...new Set(types)].toSorted()]).toEqual([
            style,
            part,
            ["htmx:afterSettle", "htmx:afterSwap"],
          ]);
        });
      }
      await shows(tab, "#sink", "-");
      await tab.close();
    }
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

  test.each([
    [
      "a part before it",
      `<p id="x" hx-swap-oob="true">X</p><tr><td></td><td></td></tr>`,
      "<tr><td></td><td></td></tr>",
    ],
    [
      "a comment in between",
      `<p id="x" hx-swap-oob="true">X</p>\n<!-- row --><tr><td>1</td></tr>`,
      "<!-- row --><tr><td>1</td></tr>",
    ],
    ["a void part before it", `<hr id="h" hx-swap-oob="true">\n<tr><td>1</td></tr>`, "<tr><td>1</td></tr>"],
    [
      "a part with a modifier after it",
      `<tr><td>1</td></tr><p id="x" hx-swap-oob="true settle:1ms">X</p>`,
      "<tr><td>1</td></tr>",
    ],
    ["a partial before it", `<hx-partial id="x">X</hx-partial><tr><td>1</td></tr>`, "<tr><td>1</td></tr>"],
  ])("a row that has %s is kept", async (_, data, html) => {
    const { tab, send } = await open(
      `<table><tbody id="b" hx-sse="swap:row" hx-swap="beforeend"></tbody></table><p id="x">x</p><hr id="h">`,
    );
    send("row", data);
    await shows(tab, "#b", html);
    if (data.includes("X")) await shows(tab, "#x", "X");
    send("row", `<tr hx-sse="swap:more"><td>2</td></tr><p id="x" hx-swap-oob="true">Y</p>`);
    await shows(tab, "#x", "Y");
    send("more", "<td>3</td>");
    await shows(tab, "#b tr:last-child", "<td>2</td><td>3</td>");
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  test("parts and partials without a place are told of, and the rest is swapped", async () => {
    const { tab, send } = await open(
      `<p id="p" hx-sse="swap:a">-</p><u id="u">-</u><ul><li id="l" hx-sse="swap:b"></li></ul>`,
    );
    send(
      "a",
      `<i id="x" hx-swap-oob="true"></i><i hx-swap-oob="beforeend:#y"></i><u id="u" hx-swap-oob="true">U</u>main`,
    );
    await shows(tab, "#p", "main");
    await shows(tab, "#u", "U");
    const of2 = mode.includes("htmx 2");
    const lost = (): string[] => tab.console.filter((line) => line.includes(of2 ? "oobErrorNoTarget" : "oob-target"));
    await eventually(() => expect(lost()).toHaveLength(2));
    expect(lost().join()).toMatch(/#x.*#y/s);
    send("a", `<hx-partial hx-target="#z">Z</hx-partial>last`);
    await shows(tab, "#p", "last");
    await eventually(() =>
      expect(tab.console.join()).toContain(of2 ? "partialErrorNoTarget" : "<hx-partial> finds no "),
    );
    if (mode.includes("htmx 4")) {
      send("b", `<b id="n" hx-swap-oob="beforeend:closest ul">B</b><b hx-swap-oob="innerHTML target:#l">L</b>`);
      await shows(tab, "ul", `<li id="l" hx-sse="swap:b">L</li>B`);
    }
    expect(lost()).toHaveLength(of2 ? 2 : 3);
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  test("a column stands beside a part", async () => {
    const { tab, send } = await open(`<i id="x">x</i><table><colgroup id="c" hx-sse="swap:a"></colgroup></table>`);
    send("a", `<i id="x" hx-swap-oob="true">X</i><col span="2">`);
    await shows(tab, "#c", `<col span="2">`);
    await shows(tab, "#x", "X");
    await tab.close();
  });

  test("a self-closed SVG part swallows nothing", async () => {
    const { tab, send } = await open(
      `<p id="p" hx-sse="swap:a">old</p><svg><circle id="c" r="1" /><circle id="d" r="1" /><g id="g" /></svg>`,
    );
    const shapes = (): Promise<unknown> =>
      tab.page.evaluate(
        `[...document.querySelectorAll("svg, svg *")].map((each) => each.constructor.name + (each.getAttribute("r") ?? "")).join()`,
      );
    send("a", `<circle id="c" r="9" hx-swap-oob="true"/><b>main</b>`);
    await shows(tab, "#p", "<b>main</b>");
    await eventually(async () =>
      expect(await shapes()).toBe("SVGSVGElement,SVGCircleElement9,SVGCircleElement1,SVGGElement"),
    );
    send(
      "a",
      `<circle id="c" r="2" hx-swap-oob="true"/><circle id="d" r="3" hx-swap-oob="true" /><g id="g" hx-swap-oob="true"><path/><rect/></g>`,
    );
    await eventually(async () =>
      expect(await shapes()).toBe(
        "SVGSVGElement,SVGCircleElement2,SVGCircleElement3,SVGGElement,SVGPathElement,SVGRectElement",
      ),
    );
    await shows(tab, "#p", "<b>main</b>");
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  test("a part in a template goes where it belongs", async () => {
    const { tab, send } = await open(
      `<p id="p" hx-sse="swap:a">old</p><table><tbody id="b"><tr id="r"><td>1</td></tr></tbody></table>`,
    );
    send("a", `<template><tr id="r" hx-swap-oob="true"><td>2</td></tr></template>`);
    await shows(tab, "#b", `<tr id="r"><td>2</td></tr>`);
    await shows(tab, "#p", "old");
    await tab.close();
  });

  test("a part with modifiers runs its scripts, binds what it brings, and leaves the rest of the event what it is", async () => {
    const { tab, send } = await open(
      `<div id="p" hx-sse="swap:a">old</div><b id="x">old</b><b id="y">old</b><ul id="l" style="height:40px;overflow:auto"></ul>`,
    );
    send(
      "a",
      `<p>main <i id="x" hx-swap-oob="outerHTML settle:20ms"><u hx-sse="swap:b">-</u><script>globalThis.ran = (globalThis.ran ?? 0) + 1</script></i></p>
       <script>globalThis.rest = (globalThis.rest ?? 0) + 1</script><title>new</title>
       <ul id="l" hx-swap-oob="beforeend scroll:bottom"><li style="height:90px">1</li></ul><b id="y" hx-swap-oob="innerHTML swap:20ms">Y</b>`,
    );
    await shows(tab, "#y", "Y");
    await shows(tab, "#p > p", "main");
    await eventually(async () =>
      expect(await tab.page.evaluate(`[x.localName, ran, rest, l.scrollTop, document.title].join()`)).toBe(
        "i,1,1,50,new",
      ),
    );
    send("b", "bound");
    await shows(tab, "#x u", "bound");
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  test.each([
    ["beside a template", `-<template>t</template><i id="x" hx-swap-oob="textContent">A &amp; B</i>`],
    ["with a modifier", `-<i hx-swap-oob="textContent:#x settle:1ms">A &amp; B</i>`],
    ["beside a row", `<tr></tr><i hx-swap-oob="textContent:#x">A &amp; B</i>`],
    ["a partial", `-<hx-partial hx-target="#x" hx-swap="textContent">A &amp; B</hx-partial>`],
    ["a partial with a delay", `-<hx-partial hx-target="#x" hx-swap="textContent swap:1ms">A &amp; B</hx-partial>`],
  ])("text that goes elsewhere is text: %s", async (_, data) => {
    const { tab, send } = await open(`<div hx-sse="swap:a"></div><i id="x"><b>old</b></i>`);
    send("a", data);
    await shows(tab, "#x", "A &amp; B");
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  test("the page is asked about each part, may leave it out, change it and send it elsewhere, and hears of those that stand", async () => {
    const { tab, send } = await open(
      `<p id="p" hx-sse="swap:a">-</p><i id="x">x</i><i id="y">y</i><i id="z">z</i><i id="w">w</i><i id="else">-</i>`,
    );
    await tab.page.evaluate(`globalThis.after = [];
      document.addEventListener("htmx:oobAfterSwap", ({ target }) => after.push(target.id));
      document.addEventListener("htmx:oobBeforeSwap", (event) => {
        const { target, detail } = event;
        if (target.id === "x") event.preventDefault();
        if (target.id === "y") detail.shouldSwap = false;
        if (target.id === "z") detail.target = document.getElementById("else");
        if (target.id === "w") detail.fragment.append("!");
      })`);
    const parts = ["x", "y", "z", "w"].map((id) => `<b hx-swap-oob="innerHTML:#${id}">new</b>`);
    send("a", `main${parts.join("")}`);
    await shows(tab, "#w", "new!");
    await shows(tab, "#else", "new");
    await shows(tab, "#p", "main");
    expect(await tab.page.evaluate("[x, y, z].map((each) => each.innerHTML).join()")).toBe("x,y,z");
    // htmx 2 tells whoever settles, for each part but those whose event was canceled.
    const told = mode.includes("htmx 2") ? ["p", "p", "p"] : ["else", "w"];
    expect(await tab.page.evaluate("after")).toEqual(told);
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  // Beside htmx 2, plain parts are htmx's own.
  test.each(mode.includes("htmx 2") ? [" swap:1ms"] : ["", " swap:1ms"])(
    "a part whose place is made dead by whoever is asked about it stays out (%s)",
    async (modifier) => {
      const { tab, send } = await open(`<p id="p" hx-sse="swap:a">-</p><div><i id="x">x</i></div>`);
      await tab.page.evaluate(`globalThis.asked = 0; document.addEventListener("htmx:oobBeforeSwap", ({ target }) => {
        asked++;
        for (const name of ["hx-disable", "hx-ignore"]) target.parentElement.setAttribute(name, "");
      })`);
      send("a", `main<b hx-swap-oob="innerHTML:#x${modifier}">new</b>`);
      await shows(tab, "#p", "main");
      await tab.page.evaluate("new Promise((done) => setTimeout(done, 60)).then(() => 0)");
      await eventually(async () => expect(await tab.page.evaluate("[asked, x.textContent].join()")).toBe("1,x"));
      await tab.close();
    },
  );

  test("a listener with hx-swap none scrolls to where the parts of its event stand", async () => {
    const { tab, send } = await open(
      `<div hx-sse="swap:a" hx-swap="none scroll:#l:bottom"></div><ul id="l" style="height:40px;overflow:auto"></ul>`,
    );
    for (const n of [1, 2]) send("a", `<div hx-swap-oob="beforeend:#l"><li style="height:90px">${n}</li></div>`);
    await eventually(async () =>
      expect(await tab.page.evaluate("[l.children.length, l.scrollTop].join()")).toBe("2,140"),
    );
    await tab.close();
  });

  test.each([
    ["what hx-select-oob picks", `hx-select-oob="#y:innerHTML,#x"`, `<i id="x">X</i>`, "X"],
    ["a part and a title", "", `<title>new</title>\n<i id="x" hx-swap-oob="true">X</i>`, "X"],
    ["a part without a place and a title", "", `<title>new</title><i id="nowhere" hx-swap-oob="true">X</i>`, "x"],
    ["a partial", "", `<hx-partial id="x">X</hx-partial>`, "X"],
    ["a partial without a place", "", `<hx-partial><b>lost</b></hx-partial>`, "x"],
  ])("an event with nothing but %s leaves its listener's content alone", async (_, attributes, data, x) => {
    const { tab, send } = await open(`<p id="p" hx-sse="swap:a" ${attributes}>old</p><i id="x">x</i><i id="y">y</i>
      <b id="end" hx-sse="swap:end">-</b>`);
    send("a", data);
    send("end", "done");
    await shows(tab, "#end", "done");
    await shows(tab, "#x", x);
    await shows(tab, "#p", "old");
    const title = data.includes("title") ? "new" : await tab.page.title();
    await eventually(async () => expect(await tab.page.title()).toBe(title));
    await tab.close();
  });
});

describe.each(modes)("%s", (mode, sources) => {
  test("a part that goes out of band to `global` leaves the shadow root", async () => {
    const { tab, send } = await visitSource(sources, `<p id="p" hx-sse="swap:x"></p>`);
    await tab.page.evaluate(`document.body.insertAdjacentHTML("beforeend", '<i id="there">-</i>')`);
    send("x", `in<u hx-swap-oob="innerHTML:global #there">new</u>`);
    await shows(tab, "#there", "new");
    await shows(tab, "#p", "in");
    await tab.close();
  });

  test("what is picked out of band is picked by any selector that the host knows", async () => {
    const picks = mode === "alone" || mode.includes("htmx 4") ? "#a.cnt:innerHTML,.b" : "#a.cnt:innerHTML,#b.b";
    const { tab, send } = await visitSource(
      sources,
      `<p id="p" hx-sse="swap:x" hx-select-oob="${picks}"></p><i id="a">-</i><i id="b">-</i>`,
    );
    send("x", `rest<i id="a" class="cnt">A</i><i id="b" class="b">B</i>`);
    await shows(tab, "#p", "rest");
    await shows(tab, "#a", "A");
    await shows(tab, "#b", "B");
    await tab.close();
  });
});

test("alone: elements that a response replaces out of band are told of", async () => {
  const path = fresh();
  server.handle(path, () => `hi<i id="oob" hx-swap-oob="true">1</i><i id="picked">2</i>`);
  for (const swap of ["innerHTML", "outerHTML"]) {
    const tab = await visit(
      `<button id="b" hx-get="${path}" hx-target="#out" hx-swap="${swap}" hx-select-oob="#picked"></button>
       <p id="around"><b id="out"></b></p><i id="oob">-</i><i id="picked">-</i>`,
      { scripts: scriptTag, before: recording("htmx:afterSwap", "htmx:afterSettle") },
    );
    await tab.page.waitForFunction("window.sse.registry");
    await tab.page.click("#b");
    await shows(tab, "#oob", "1");
    await shows(tab, "#picked", "2");
    const target = swap === "innerHTML" ? ["out"] : [];
    await eventually(async () =>
      expect(await tab.page.evaluate("raised")).toEqual(
        ["htmx:afterSwap", "htmx:afterSettle"].flatMap((type) => [...target, "picked", "oob"].map((id) => [type, id])),
      ),
    );
    await tab.close();
  }
});
