/** A morph keeps what a person has opened, chosen and typed, whoever morphs: ours, htmx 4, or htmx 2 with the extension of idiomorph. */
import { fileURLToPath } from "node:url";
import { eventually } from "@sse/testkit";
import { describe, expect, test } from "vitest";
import { heard, shows, site } from "./fixture.ts";

const { server, visitSource } = await site();
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

  test.each(["innerHTML", "outerHTML", "morph:innerHTML", "morph:outerHTML"])(
    "%s keeps what is being typed in an editable element, and the cursor in it",
    async (style) => {
      const body = (n: number): string =>
        `<div id="w" hx-sse="swap:x" hx-swap="${style}"><p>${n}</p><div id="f" class="c${n}" contenteditable>server</div></div>`;
      const { tab, send } = await open(body(0));
      await tab.page.focus("#f");
      await tab.page.keyboard.press("End");
      await tab.page.keyboard.type("ab");
      await tab.page.keyboard.press("ArrowLeft");
      for (const n of [1, 2]) {
        send("x", style.endsWith("outerHTML") ? body(n) : body(n).replace(/^<div[^>]*>|<\/div>$/g, ""));
        await shows(tab, "#w p", String(n));
        await tab.page.keyboard.type(String(n));
      }
      expect(await tab.page.evaluate("[document.activeElement.id, f.textContent, f.className].join()")).toMatch(
        /^f,servera12b,c2/,
      );
      expect(tab.errors).toEqual([]);
      await tab.close();
    },
  );

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

  /** What a person has done to one of several rows is found at that row when another one comes, goes, or says something new. */
  const rows =
    (row: (key: number, n: number) => string) =>
    (n: number, ...keys: number[]) =>
      `<p>${n}</p><ul>${keys.map((key) => `<li>${row(key, n)}</li>`).join("")}</ul>`;
  const checked = `[...document.querySelectorAll(":checked")].map((e) => e.value).join()`;
  const fields = `[...document.querySelectorAll("li input, li textarea")].map((e) => e.name + e.value).join()`;
  const summaries = `[...document.querySelectorAll("details[open]")].map((e) => e.textContent.trim()).join()`;
  test.each<[string, (key: number, n: number) => string, string, string, string]>([
    [
      "a checkbox",
      (k, n) => `<label><input type="checkbox" name="k" value="${k}"> ${n}</label>`,
      `document.querySelector("[value='7']").click()`,
      checked,
      "7",
    ],
    [
      "a radio button",
      (k, n) => `<label><input type="radio" name="r" value="${k}"> ${n}</label>`,
      `document.querySelector("[value='7']").click()`,
      checked,
      "7",
    ],
    [
      "text",
      (k, n) => `${n} <input name="q${k}">`,
      `document.querySelector("[name=q7]").value = ":mine"`,
      fields,
      "q7:mine",
    ],
    [
      "text in an area",
      (k, n) => `${n} <textarea name="q${k}"></textarea>`,
      `document.querySelector("[name=q7]").value = ":mine"`,
      fields,
      "q7:mine",
    ],
    [
      "a choice",
      (k, n) => `${n} <select name="s${k}"><option value="${k}a"><option value="${k}b"></select>`,
      `document.querySelector("[name=s7]").value = "7b"`,
      `document.querySelector("[name=s7]")?.value`,
      "7b",
    ],
    [
      "details",
      (k, n) => `<details><summary>S${k}</summary><i>${n}</i></details>`,
      `document.querySelector("details").open = true`,
      summaries.replace("e.textContent.trim()", "e.firstChild.textContent"),
      "S7",
    ],
    [
      "a file",
      (k, n) => `${n} <input type="file" name="f${k}">`,
      `{ const all = new DataTransfer(); all.items.add(new File(["x"], "x.txt")); document.querySelector("[name=f7]").files = all.files }`,
      `[...document.querySelectorAll("[type=file]")].filter((e) => e.files.length).map((e) => e.name).join()`,
      "f7",
    ],
  ])("%s stays with its row", async (_, row, act, state, mine) => {
    const body = rows(row);
    const { tab, send } = await open(`<div id="w" hx-sse="swap:x" hx-swap="morph:innerHTML">${body(0, 7)}</div>`);
    await tab.page.evaluate(act);
    const others = (keys: number[]): string => keys.map((key) => (key === 7 ? mine : `q${key}`)).join();
    const expected = (keys: number[]): string => (mine.startsWith("q7") ? others(keys) : keys.includes(7) ? mine : "");
    // Details whose summary stands nowhere else any more may be the same, with new words.
    const orders = [[8, 7], [9, 8, 7], [9, 7], [7], [7, 6], ...(mine === "S7" ? [] : [[8]])];
    for (const [n, keys] of orders.entries()) {
      send("x", body(n + 1, ...keys));
      await shows(tab, "#w p", String(n + 1));
      expect([keys, (await tab.page.evaluate(state)) ?? ""]).toEqual([keys, expected(keys)]);
    }
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  test("text that is being typed stays with its row, and so do the focus and the cursor", async () => {
    const body = rows((key, n) => `${n} <input name="q${key}">`);
    const { tab, send } = await open(`<div id="w" hx-sse="swap:x" hx-swap="morph:innerHTML">${body(0, 7)}</div>`);
    await tab.page.focus("[name=q7]");
    await tab.page.keyboard.type("ab");
    await tab.page.keyboard.press("ArrowLeft");
    for (const [n, keys] of [
      [8, 7],
      [9, 8, 7],
      [9, 7],
    ].entries()) {
      send("x", body(n + 1, ...keys));
      await shows(tab, "#w p", String(n + 1));
      await tab.page.keyboard.type(String(n));
      const typed = keys.map((key) => (key === 7 ? `q7a${[0, 1, 2].slice(0, n + 1).join("")}b` : `q${key}`));
      expect(await tab.page.evaluate(fields)).toBe(typed.join());
    }
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  test("details stay open while their summary changes", async () => {
    const body = (n: number): string => `<p>${n}</p><details><summary>lines (${n})</summary>d</details>`;
    const { tab, send } = await open(`<div id="w" hx-sse="swap:x" hx-swap="morph:innerHTML">${body(0)}</div>`);
    await tab.page.evaluate(`document.querySelector("details").open = true`);
    send("x", body(1));
    await shows(tab, "#w p", "1");
    expect(await tab.page.evaluate(summaries)).toBe("lines (1)d");
    await tab.close();
  });

  test("a checkbox that was clicked a moment ago, and has the focus, stays checked", async () => {
    const { tab, send } = await open(
      `<div id="w" hx-sse="swap:x" hx-swap="morph:innerHTML"><p>0</p><input type="checkbox" name="c"></div>`,
    );
    await tab.page.click("[name=c]");
    send("x", `<p>1</p><input type="checkbox" name="c">`);
    await shows(tab, "#w p", "1");
    expect(await tab.page.evaluate("[document.activeElement.name, document.activeElement.checked].join()")).toBe(
      "c,true",
    );
    await tab.close();
  });

  test("a choice is what it was, whatever options come and go; the server's own choice counts when it is new", async () => {
    const select = (options: string, name = "s") =>
      `<select name="${name}">${[...options].map((each) => (each === "!" ? "" : `<option value="${each}">${each}</option>`)).join("")}</select>`;
    const { tab, send } = await open(
      `<div id="w" hx-sse="swap:x" hx-swap="morph:innerHTML"><p>0</p>${select("123")}</div>`,
    );
    const choose = (value: string) => tab.page.evaluate(`document.querySelector("select").value = "${value}"`);
    let n = 0;
    const value = async (markup: string): Promise<unknown> => {
      send("x", `<p>${++n}</p>${markup}`);
      await shows(tab, "#w p", String(n));
      return tab.page.evaluate("document.querySelector('select').value");
    };
    expect(await value(select("0123"))).toBe("0");
    await choose("3");
    expect(await value(select("90123"))).toBe("3");
    expect(await value(select("0123"))).toBe("3");
    expect(await value(select("34"))).toBe("3");
    await choose("4");
    expect(await value(select("x4"))).toBe("4");
    expect(await value(select("xy"))).toBe("x");
    await choose("y");
    expect(await value(select("xyz").replace(`"z"`, `"z" selected`))).toBe("z");
    await choose("y");
    expect(await value(select("wxyz").replace(`"z"`, `"z" selected`))).toBe("y");
    expect(await value(select("wxyz", "other"))).toBe("w");
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  test("a popover that is none any more is closed, and the rest of the morph done", async () => {
    const body = (n: number, popover: string): string =>
      `<p id="b">b ${n}</p><i id="a">a</i><div id="o" ${popover}>o</div><input id="c" type="checkbox" name="c">`;
    const { tab, send } = await open(
      `<div id="w" hx-sse="swap:x" hx-swap="morph:innerHTML">${body(0, "popover")}</div>`,
    );
    await tab.page.evaluate("o.showPopover(); c.checked = true");
    send("x", body(1, ""));
    await shows(tab, "#b", "b 1");
    expect(await tab.page.evaluate("[o.matches(':popover-open'), c.checked]")).toEqual([false, true]);
    expect((await heard(tab, "htmx:sseMessage")).length).toBe(1);
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
