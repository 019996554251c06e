/** A morph keeps what a person has opened, chosen and typed, whoever morphs: ours, htmx 4, or htmx 2 with the extension of idiomorph. */
import { fileURLToPath } from "node:url";
import { eventually } from "@sse/testkit";
import { describe, expect, test } from "vitest";
import { shows, site } from "./fixture.ts";

const { server, visitSource } = await site();
for (const name of ["htmx2", "htmx4"]) {
  server.files(`/${name}`, fileURLToPath(new URL(`../node_modules/${name}/dist`, import.meta.url)));
}
server.files("/idiomorph", fileURLToPath(new URL("../../dom/node_modules/idiomorph/dist", import.meta.url)));

const [whole, small] = ["/dist/sse.min.js", "/dist/sse-for-htmx.min.js"];
const [htmx2, htmx4] = ["/htmx2/htmx.min.js", "/htmx4/htmx.min.js"];
const extension = "/idiomorph/idiomorph-ext.min.js";

describe.each([
  ["alone", [whole]],
  ["beside htmx 2, the whole bundle", [htmx2, whole]],
  ["beside htmx 2 with idiomorph-ext", [htmx2, extension, small]],
  ["beside htmx 2 with idiomorph-ext, the whole bundle", [htmx2, extension, whole]],
  ["beside htmx 4", [htmx4, small]],
  ["beside htmx 4, the whole bundle", [htmx4, whole]],
])("%s", (_, sources) => {
  const open = (content: string) => visitSource(sources, content, `hx-ext="morph"`);

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

  test.each(["morph:innerHTML", "morph:outerHTML"])(
    "%s keeps a popover, a video at play, and how far something is scrolled",
    async (style) => {
      const body = (n: number): string =>
        `<div id="w" hx-sse="swap:x" hx-swap="${style}"><p>${n}</p><div id="o" popover>popover ${n}</div><video id="v" muted></video>
       <div id="l" style="height:30px;overflow:auto"><div style="height:300px">long ${n}</div></div></div>`;
      const { tab, send } = await open(body(0));
      await tab.page.evaluate(`{
      const canvas = document.createElement("canvas");
      canvas.getContext("2d").fillRect(0, 0, 8, 8);
      v.srcObject = canvas.captureStream(30);
      globalThis.video = v;
      l.scrollTop = 77;
      o.showPopover();
    }`);
      await tab.page.evaluate("v.play()");
      for (const n of [1, 2]) {
        send("x", style === "morph:outerHTML" ? body(n) : body(n).replace(/^<div[^>]*>|<\/div>$/g, ""));
        await shows(tab, "#w p", String(n));
        expect(
          await tab.page.evaluate(
            `[o.matches(":popover-open"), o.textContent, v === video, v.paused, l.scrollTop].join()`,
          ),
        ).toBe(`true,popover ${n},true,false,77`);
      }
      expect(tab.errors).toEqual([]);
      await tab.close();
    },
  );

  test("text that is being typed stays, with focus and cursor", async () => {
    const { tab, send } = await open(
      `<div id="w" hx-sse="swap:x" hx-swap="morph:innerHTML"><p>0</p><input id="f" value=""></div>`,
    );
    await tab.page.click("#f");
    await tab.page.keyboard.type("half a");
    await tab.page.keyboard.press("ArrowLeft");
    for (const n of [1, 2]) {
      send("x", `<p>${n}</p><input id="f" value="server" class="c${n}">`);
      await shows(tab, "#w p", String(n));
      await tab.page.keyboard.type(String(n));
    }
    expect(await tab.page.evaluate("[document.activeElement.id, f.value, f.selectionStart, f.className].join()")).toBe(
      "f,half 12a,7,c2",
    );
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  test.each([
    ["a button", (n: number) => `<button id="f" class="c${n}">${n}</button>`],
    ["a button that is an input", (n: number) => `<input id="f" type="submit" value="${n}">`],
    ["a link", (n: number) => `<a id="f" href="#">${n}</a>`],
    ["a region", (n: number) => `<div id="f" tabindex="-1"><p>${n}</p></div>`],
    ["a summary", (n: number) => `<details open><summary id="f">${n}</summary>d</details>`],
    ["what is not editable", (n: number) => `<div id="f" tabindex="0" contenteditable="false"><p>${n}</p></div>`],
  ])("%s with the focus gets its new content, and keeps the focus", async (_, body) => {
    const { tab, send } = await open(`<div id="w" hx-sse="swap:x" hx-swap="morph:innerHTML">${body(0)}</div>`);
    await tab.page.focus("#f");
    for (const n of [1, 2]) {
      send("x", body(n));
      await eventually(async () => expect(await tab.page.evaluate("f.value || f.textContent")).toBe(String(n)));
      expect(await tab.page.evaluate("document.activeElement.id")).toBe("f");
    }
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  test("a modal dialog with nothing to focus in it gets its new content, and stays modal", async () => {
    const { tab, send } = await open(
      `<div id="w" hx-sse="swap:x" hx-swap="morph:innerHTML"><dialog id="d"><p>0</p></dialog></div>`,
    );
    await tab.page.evaluate("d.showModal()");
    for (const n of [1, 2]) {
      send("x", `<dialog id="d"><p>${n}</p></dialog>`);
      await shows(tab, "#d", `<p>${n}</p>`);
      expect(await tab.page.evaluate("d.matches(':modal')")).toBe(true);
    }
    expect(tab.errors).toEqual([]);
    await tab.close();
  });
});

test("beside htmx 2, a morph that nobody can do is reported", async () => {
  const { tab, send } = await visitSource([htmx2, small], `<p id="p" hx-sse="swap:x" hx-swap="morph:innerHTML">-</p>`);
  send("x", "1");
  await eventually(() => expect(tab.console.some((text) => /no swap style "morph:innerHTML"/.test(text))).toBe(true));
  await shows(tab, "#p", "1");
  await tab.close();
});
