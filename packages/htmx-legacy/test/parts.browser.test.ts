/** Parts out of band, with modifiers of their own, and beside what a parser would take apart: alone, and beside htmx with the whole bundle. */
import { fileURLToPath } from "node:url";
import { eventually } from "@sse/testkit";
import { describe, expect, test } from "vitest";
import { shows, site } from "./fixture.ts";

const { server, visitSource } = await site();
for (const name of ["htmx2", "htmx4"]) {
  server.files(`/${name}`, fileURLToPath(new URL(`../node_modules/${name}/dist`, import.meta.url)));
}

describe.each([
  ["alone", ["/dist/sse.min.js"]],
  ["beside htmx 2", ["/htmx2/htmx.min.js", "/dist/sse.min.js"]],
  ["beside htmx 4", ["/htmx4/htmx.min.js", "/dist/sse.min.js"]],
])("%s", (_, sources) => {
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
});
