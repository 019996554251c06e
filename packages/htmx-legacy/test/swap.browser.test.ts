/** Where event data goes: styles, targets, table rows, content that asks for events itself. */
import { eventually } from "@sse/testkit";
import { describe, expect, test } from "vitest";
import { fresh, modes, shows, site } from "./fixture.ts";

const { server, visit, visitSource } = await site();

const styles: readonly [style: string, result: string][] = [
  ["innerHTML", '<p id="t"><b>new</b></p>'],
  ["outerHTML", "<b>new</b>"],
  ["textContent", '<p id="t">&lt;b&gt;new&lt;/b&gt;</p>'],
  ["beforebegin", '<b>new</b><p id="t">old</p>'],
  ["afterbegin", '<p id="t"><b>new</b>old</p>'],
  ["beforeend", '<p id="t">old<b>new</b></p>'],
  ["afterend", '<p id="t">old</p><b>new</b>'],
  ["delete", ""],
  ["none", '<p id="t">old</p>'],
];

for (const [style, result] of styles) {
  test(`hx-swap="${style}"`, async () => {
    const stream = server.stream(fresh());
    const tab = await visit(
      `<div hx-sse="connect:${stream.path} swap:x" hx-swap="${style}" hx-target="#t"></div><div id="w"><p id="t">old</p></div>
       <i id="after" hx-sse="connect:${stream.path} swap:x"></i>`,
    );
    await stream.waitFor(1);
    stream.send({ event: "x", data: "<b>new</b>" });
    await shows(tab, "#after", "<b>new</b>");
    await shows(tab, "#w", result);
    await tab.close();
  });
}

/** The names of htmx 4, and what a swap of "N" makes of `<p id="p">old</p>`. */
const names: readonly [name: string, result: string][] = [
  ["before", `N<p id="p">old</p>`],
  ["prepend", `<p id="p">Nold</p>`],
  ["append", `<p id="p">oldN</p>`],
  ["after", `<p id="p">old</p>N`],
  ["innerMorph", `<p id="p">N</p>`],
  ["outerMorph", "N"],
];

test.each(["alone", "htmx2", "htmx4"])("the styles of htmx 4 work by their names: %s", async (host) => {
  for (const bundle of host === "alone" ? ["sse"] : ["sse", "sse-for-htmx"]) {
    const sources = [...(host === "alone" ? [] : [`/${host}/htmx.min.js`]), `/dist/${bundle}.min.js`];
    for (const [name, result] of names) {
      // Nobody morphs beside htmx 2 without idiomorph.
      if (name.endsWith("Morph") && host === "htmx2" && bundle === "sse-for-htmx") continue;
      const { tab, send } = await visitSource(
        sources,
        `<i hx-sse="swap:x" hx-target="#p" hx-swap="${name}"></i><div id="w"><p id="p">old</p></div>`,
      );
      send("x", "N");
      await shows(tab, "#w", result);
      expect([tab.errors, tab.console.filter((line) => /style/.test(line))]).toEqual([[], []]);
      await tab.close();
    }
  }
});

test("an out-of-band part may have a style of htmx 4", async () => {
  const { tab, send } = await visitSource(["/dist/sse.min.js"], `<i hx-sse="swap:x"></i><ul id="l"><li>1</li></ul>`);
  send("x", `<ul hx-swap-oob="append:#l"><li>2</li></ul>`);
  await shows(tab, "#l", "<li>1</li><li>2</li>");
  await tab.close();
});

const targets: readonly [target: string, changed: string][] = [
  ["#far", "far"],
  ["global #far", "far"],
  [".cls", "far"],
  ["this", "me"],
  ["closest section", "sec"],
  ["find span", "in"],
  ["next b", "nx"],
  ["previous b", "pv"],
  ["next", "nx"],
  ["previous", "pv"],
];

for (const [target, changed] of targets) {
  test(`hx-target="${target}"`, async () => {
    const stream = server.stream(fresh());
    const tab = await visit(`
      <main hx-sse="connect:${stream.path}"><section id="sec"><b id="pv"></b><div id="me" hx-sse="swap:x" hx-target="${target}"><span id="in"></span></div><b id="nx"></b></section></main>
      <p id="far" class="cls"></p>`);
    await stream.waitFor(1);
    stream.send({ event: "x", data: "here" });
    await shows(tab, `#${changed}`, "here");
    await tab.close();
  });
}

test("table rows parse as table rows", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`
    <table><tbody id="rows" hx-sse="connect:${stream.path} swap:row" hx-swap="beforeend"><tr id="r0"><td>0</td></tr></tbody></table>
    <table><tbody><tr id="one" hx-sse="connect:${stream.path} swap:row" hx-swap="outerHTML"><td>-</td></tr></tbody></table>`);
  await stream.waitFor(1);
  stream.send({ event: "row", data: "<tr class=n><td>1</td></tr>" });
  await eventually(async () => {
    expect(await tab.page.locator("#rows > tr > td").allTextContents()).toEqual(["0", "1"]);
    expect(await tab.page.locator("table:nth-of-type(2) tr.n > td").textContent()).toBe("1");
  });
  await tab.close();
});

test("content swapped in is processed: its own swaps and sources work at once", async () => {
  const [stream, second] = [server.stream(fresh()), server.stream(fresh())];
  const tab = await visit(`<div id="a" hx-sse="connect:${stream.path} swap:x"></div>`);
  await stream.waitFor(1);
  stream.send({
    event: "x",
    data: `<p id="n" hx-sse="swap:y"></p><p id="s" hx-sse="connect:${second.path} swap:z"></p>`,
  });
  stream.send({ event: "y", data: "inner" });
  await shows(tab, "#n", "inner");
  await second.waitFor(1);
  second.send({ event: "z", data: "zed" });
  await shows(tab, "#s", "zed");
  stream.send({ event: "x", data: "gone" });
  await second.waitFor(0);
  expect(stream.connections).toBe(1);
  await tab.close();
});

test("an element that replaces itself by one that listens goes on, once per message", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(
    `<div id="w" hx-sse="connect:${stream.path}"><p hx-sse="swap:x" hx-swap="outerHTML">0</p></div>`,
  );
  await stream.waitFor(1);
  for (const n of [1, 2, 3]) {
    stream.send({ event: "x", data: `<p hx-sse="swap:x" hx-swap="outerHTML">${n}</p>` });
    await shows(tab, "#w", `<p hx-sse="swap:x" hx-swap="outerHTML">${n}</p>`);
  }
  await tab.close();
});

test("a message handled by a listener that throws still reaches the others", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(
    `<div hx-sse="connect:${stream.path}"><p id="bad" hx-sse="swap:x" hx-target="#["></p><p id="b" hx-sse="swap:x"></p></div>`,
  );
  await stream.waitFor(1);
  stream.send({ event: "x", data: "still" });
  await shows(tab, "#b", "still");
  expect(tab.console.some((text) => text.includes('id="bad"'))).toBe(true);
  await tab.close();
});

describe.each(modes)("what a person is at, %s", (mode, sources) => {
  const recording = `<script>globalThis.log = [];
    for (const type of ["focus", "change", "blur"]) document.addEventListener(type, ({ target }) => target.id === "i" && log.push(type), true);</script>`;
  /** A page with this field in a region that is swapped, and another field. */
  const typing = (field: string) =>
    visitSource(sources, `<div id="t" hx-sse="swap:x"><p>0</p>${field}</div><input id="other">`, "", recording);

  test.each([
    ["an input", `<input id="i" name="i" value="a"`, ">"],
    ["a text area", `<textarea id="i" name="i"`, ">a</textarea>"],
  ])("%s that is typed in tells of its change once, and of its focus no second time", async (_, start, end) => {
    const path = fresh();
    server.get(path, () => "");
    const field = `${start} hx-post="${path}" hx-swap="none"${end}`;
    const { tab, send } = await typing(field);
    await tab.page.locator("#i").click();
    await tab.page.keyboard.press("End");
    await tab.page.keyboard.type("bc");
    for (const n of [1, 2, 3]) {
      send("x", `<p>${n}</p>${field}`);
      await shows(tab, "#t p", `${n}`);
    }
    await tab.page.locator("#other").click();
    const posts = (): string[] => server.requests.filter((request) => request.path === path).map(({ body }) => body);
    await eventually(() => expect(posts()).toEqual(["i=abc"]));
    const log = await tab.page.evaluate<string[]>("log");
    expect(log.toSorted()).toEqual(["blur", "change", "focus"]);
    await tab.close();
  });

  test("what is in the top layer stays there, wherever a swap moves it", async () => {
    const kept = `<div id="po" hx-preserve popover="manual">x</div><dialog id="di" hx-preserve><button>ok</button></dialog>
      <dialog id="dp" hx-preserve popover="manual">x</dialog>`;
    const morphs = mode !== "beside htmx 2, which does the rest";
    const { tab, send } = await visitSource(
      sources,
      `<div id="t" hx-sse="swap:x"><p>0</p>${kept}</div>
       <div id="m" hx-sse="swap:m" hx-swap="morph:innerHTML"><p id="a">a</p><div popover="manual" id="d">x</div><p id="b">b</p><p id="c">c</p></div>`,
    );
    await tab.page.evaluate("d.showPopover(); po.showPopover(); dp.showPopover(); di.showModal()");
    send("x", `<p>1</p>${kept}`);
    await shows(tab, "#t p", "1");
    if (morphs) {
      send("m", `<p id="b">b</p><p id="c">c</p><p id="a">a2</p><div popover="manual" id="d">x</div>`);
      await shows(tab, "#a", "a2");
    }
    const state = `[po, dp, d].map((each) => each.matches(":popover-open")).concat(di.matches(":modal"))`;
    expect(await tab.page.evaluate(state)).toEqual([true, true, true, true]);
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  test("a modal dialog that stays is closed by whoever hears of the swap", async () => {
    const kept = `<dialog id="di" hx-preserve>x</dialog>`;
    const { tab, send } = await visitSource(sources, `<div id="t" hx-sse="swap:x"><p>0</p>${kept}</div>`);
    await tab.page.evaluate(`di.showModal(); addEventListener("htmx:sseMessage", () => di.close())`);
    send("x", `<p>1</p>${kept}`);
    await shows(tab, "#t p", "1");
    expect(await tab.page.evaluate("[di.open, di.matches(':modal')]")).toEqual([false, false]);
    await tab.close();
  });

  test.each([
    ["is editable by its attribute", `<p id="i" contenteditable>e</p>`, []],
    ["holds what it held before", `<input id="i">`, ["Backspace", "Backspace"]],
  ])("what is typed in and %s tells of no change", async (_, field, keys) => {
    const { tab, send } = await typing(field);
    await tab.page.locator("#i").click();
    await tab.page.keyboard.type("bc");
    for (const key of keys) await tab.page.keyboard.press(key);
    if (keys[0]) for (const id of ["#other", "#i"]) await tab.page.locator(id).click();
    send("x", `<p>1</p>${field}`);
    await shows(tab, "#t p", "1");
    await tab.page.locator("#other").click();
    expect(await tab.page.evaluate("[document.activeElement.id, log.includes('change')]")).toEqual(["other", false]);
    await tab.close();
  });

  const inDialog = (n: number): string =>
    `<p>${n}</p><dialog id="di" hx-preserve><input id="first"><input id="i"><button id="ok">ok</button></dialog>`;

  test.each(["i", "first"])(
    "who types in %s of a modal dialog that stays goes on there, and its change is told once",
    async (id) => {
      const { tab, send } = await visitSource(sources, `<div id="t" hx-sse="swap:x">${inDialog(0)}</div>`);
      await tab.page.evaluate("di.showModal()");
      await tab.page.locator(`#${id}`).click();
      await tab.page.keyboard.type("bc");
      await tab.page.evaluate(`globalThis.log = [];
      for (const type of ["focus", "change", "blur"]) document.addEventListener(type, ({ target }) => log.push(type + " " + target.id), true)`);
      for (const n of [1, 2]) {
        send("x", inDialog(n));
        await shows(tab, "#t p", `${n}`);
      }
      expect(await tab.page.evaluate(`[document.activeElement.id, di.matches(":modal"), ${id}.selectionEnd]`)).toEqual([
        id,
        true,
        2,
      ]);
      await tab.page.locator("#ok").click();
      const log = await tab.page.evaluate<string[]>("log");
      expect(log.toSorted()).toEqual([`blur ${id}`, `change ${id}`, "focus ok"]);
      await tab.close();
    },
  );

  test.each(["", "c"])(
    "a change is told once before Enter sends the form, with %j typed after the swap",
    async (more) => {
      const form = `<form onsubmit="event.preventDefault(); log.push('submit')"><input id="i"></form>`;
      const { tab, send } = await visitSource(
        sources,
        `<div id="t" hx-sse="swap:x"><p>0</p>${form}</div>`,
        "",
        recording,
      );
      await tab.page.locator("#i").click();
      await tab.page.keyboard.type("ab");
      for (const n of [1, 2]) {
        send("x", `<p>${n}</p>${form}`);
        await shows(tab, "#t p", `${n}`);
      }
      if (more) await tab.page.keyboard.type(more);
      await tab.page.keyboard.press("Enter");
      await eventually(async () => expect(await tab.page.evaluate("log")).toContain("submit"));
      await tab.page.evaluate("i.blur()");
      expect(await tab.page.evaluate("log")).toEqual(["focus", "change", "submit", "blur"]);
      await tab.close();
    },
  );

  const lines = Array.from({ length: 60 }, (_, n) => `line ${n}`);
  test.each([
    ["a text area", `<textarea id="i" rows="4">${lines.join("\n")}</textarea>`, "scrollTop", 90],
    ["an input", `<input id="i" size="5" value="${lines.join(" ")}">`, "scrollLeft", 300],
    [
      "an editable element",
      `<div id="i" contenteditable style="height:60px;overflow:auto">${lines.join("<br>")}</div>`,
      "scrollTop",
      90,
    ],
  ])("%s that someone types in stays scrolled", async (_, field, edge, far) => {
    const { tab, send } = await visitSource(sources, `<div id="t" hx-sse="swap:x"><p>0</p>${field}</div>`);
    await tab.page.locator("#i").click();
    await tab.page.keyboard.type("z");
    // Firefox brings the cursor into view when it has painted what was typed.
    await tab.page.evaluate(
      `new Promise((done) => requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(done)))).then(() => void (i.${edge} = ${far}))`,
    );
    send("x", `<p>1</p>${field}`);
    await shows(tab, "#t p", "1");
    expect(await tab.page.evaluate(`[document.activeElement.id, i.${edge}]`)).toEqual(["i", far]);
    await tab.close();
  });

  test("a field in the shadow root of what is preserved keeps the focus, and tells of its change once", async () => {
    const kept = `<div id="h" hx-preserve></div>`;
    const { tab, send } = await visitSource(sources, `<div id="t" hx-sse="swap:x"><p>0</p>${kept}</div>`);
    await tab.page.evaluate(`h.attachShadow({ mode: "open" }).innerHTML = "<input>"; h.shadowRoot.firstChild.focus();
      globalThis.changes = 0;
      h.shadowRoot.addEventListener("change", () => changes++);`);
    await tab.page.keyboard.type("ab");
    send("x", `<p>1</p>${kept}`);
    await shows(tab, "#t p", "1");
    await tab.page.keyboard.type("cd");
    expect(await tab.page.evaluate("h.shadowRoot.activeElement?.value")).toBe("abcd");
    await tab.page.evaluate("h.shadowRoot.activeElement.blur()");
    expect(await tab.page.evaluate("changes")).toBe(1);
    await tab.close();
  });
});

// htmx 2 itself gives the focus to whatever has `autofocus`.
test.each(modes.filter(([mode]) => !mode.startsWith("beside htmx 2")))(
  "%s, a popover that stays takes no focus from whom it did not have it",
  async (_, sources) => {
    const kept = `<div id="po" hx-preserve popover="manual"><input id="auto" autofocus></div>`;
    const { tab, send } = await visitSource(sources, `<div id="t" hx-sse="swap:x"><p>0</p>${kept}</div><input id="i">`);
    await tab.page.evaluate("po.showPopover()");
    await tab.page.locator("#i").click();
    send("x", `<p>1</p>${kept}`);
    await shows(tab, "#t p", "1");
    expect(await tab.page.evaluate(`[document.activeElement.id, po.matches(":popover-open")]`)).toEqual(["i", true]);
    await tab.close();
  },
);
