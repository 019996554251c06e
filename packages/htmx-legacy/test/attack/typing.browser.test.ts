/** Attack table: what a visitor types or has the focus in × dead regions that hold the same names × hosts. It stays the page's own. */
import { eventually } from "@sse/testkit";
import { expect, test } from "vitest";
import { fileURLToPath } from "node:url";
import { modes, site } from "../fixture.ts";

const { server, visitSource } = await site();
server.files("/idiomorph", fileURLToPath(new URL("../../../dom/node_modules/idiomorph/dist", import.meta.url)));

const dead = "hx-disable hx-ignore";
const leak = `<section ${dead}><form action="/leak"><input id="q" name="stolen"></form></section>`;
const leakByName = `<section ${dead}><form action="/leak"><input name="msg"></form></section>`;

/** What stands there, what comes, and where the text goes on: in the page's own field, or nowhere. */
const rows: readonly (readonly [page: string, event: string, goesOn: boolean])[] = [
  [`<input id="q">`, `${leak}<input id="q">`, true],
  [`<input name="msg">`, `${leakByName}<input name="msg">`, true],
  [`<input id="q">`, leak, false],
  [`<input name="msg">`, leakByName, false],
  [`<input id="q">${leak}`, `${leak}<input id="q">`, true],
  [`<div id="q" contenteditable></div>`, `<section ${dead}><div id="q" contenteditable></div></section>`, false],
];
const text = `[...document.querySelectorAll("#target input, #target [contenteditable]")].map((e) => [!!e.closest("section"), (e.value ?? e.textContent).replace(/\\s/g, ""), e === document.activeElement].join()).join(" ")`;

test.each(modes)("%s: the field that a visitor types in does not move into a stranger's form", async (_, sources) => {
  for (const style of ["innerHTML", "outerHTML"]) {
    for (const [page, event, goesOn] of rows) {
      const around = (content: string, n: number): string =>
        `<div id="target" hx-sse="swap:x" hx-swap="${style}"><p>${n}</p>${content}</div>`;
      const { tab, send } = await visitSource(sources, around(page, 0));
      await tab.page.locator(`#target > input, #target > [contenteditable]`).focus();
      await tab.page.keyboard.type("my secr");
      const whole = around(event, 1);
      send("x", style === "outerHTML" ? whole : whole.replace(/^<div[^>]*>|<\/div>$/g, ""));
      await eventually(async () => expect(await tab.page.textContent("#target p")).toBe("1"));
      await tab.page.evaluate("new Promise((done) => setTimeout(done, 60)).then(() => 0)");
      expect(await tab.page.evaluate(text), `${style} ${page} ${event}`).toBe(
        event.includes("section") && goesOn ? "true,,false false,mysecr,true" : "true,,false",
      );
      await tab.close();
    }
  }
});

test.each(modes)("%s: the focus of a button does not go to a stranger's", async (_, sources) => {
  const { tab, send } = await visitSource(
    sources,
    `<div id="target" hx-sse="swap:x"><p>0</p><button id="b">b</button></div>`,
  );
  const strange = `<section ${dead}><button id="b">b</button></section>`;
  const focused = `document.activeElement.closest("section") ? "stranger" : document.activeElement.id`;
  await tab.page.focus("#b");
  for (const [n, event, expected] of [
    [1, `${strange}<button id="b">b</button>`, "b"],
    [2, strange, ""],
  ] as const) {
    send("x", `<p>${n}</p>${event}`);
    await eventually(async () => expect(await tab.page.textContent("#target p")).toBe(String(n)));
    expect(await tab.page.evaluate(focused)).toBe(expected);
  }
  await tab.close();
});

test.each(modes)("%s: a field of a dead region goes on in one", async (_, sources) => {
  const body = (n: number): string => `<p>${n}</p><section ${dead}><input id="q"></section>`;
  const { tab, send } = await visitSource(sources, `<div id="target" hx-sse="swap:x">${body(0)}</div>`);
  await tab.page.focus("#q");
  await tab.page.keyboard.type("text");
  send("x", body(1));
  await eventually(async () => expect(await tab.page.textContent("#target p")).toBe("1"));
  expect(await tab.page.evaluate(text)).toBe("true,text,true");
  await tab.close();
});

/** Those that morph. */
const morphing = [
  ...modes.filter(([mode]) => mode !== "beside htmx 2, which does the rest"),
  [
    "beside htmx 2 with idiomorph-ext",
    ["/htmx2/htmx.min.js", "/idiomorph/idiomorph-ext.min.js", "/dist/sse-for-htmx.min.js"],
  ],
] as const;
const panel = `<div id="panel"><template shadowrootmode="open"><h1>stranger</h1></template></div>`;

test.each(morphing)("%s: a morph gives no stranger what was typed, and takes nothing from one", async (_, sources) => {
  for (const [page, event, reads, expected] of [
    [
      `<p><input name="card"></p>`,
      `<p>1</p><section ${dead}><form><input name="card"></form></section>`,
      `document.querySelector("#target section input").value`,
      "",
    ],
    [
      `<section><input name="card"></section>`,
      `<p>1</p><section ${dead}><input name="card"></section>`,
      `document.querySelector("#target section input").value`,
      "",
    ],
    [
      `<div><p>0</p><input name="card"></div>`,
      `<p>1</p><div><input name="card"></div><section ${dead}><input name="card"></section>`,
      `[...document.querySelectorAll("#target input")].map((e) => e.value).join()`,
      "4111,",
    ],
    [
      `<section ${dead}>${panel}</section><p>a</p>`,
      `<section ${dead}>clean</section><p>1</p><div id="panel">good</div>`,
      `[panel.shadowRoot, panel.textContent, panel.parentNode.id].join()`,
      ",good,target",
    ],
    [
      `<section ${dead}>${panel.replace(' id="panel"', "")}</section><p>a</p>`,
      `<section><div id="panel">good</div></section><p>1</p>`,
      `[panel.shadowRoot, panel.textContent, panel.parentNode.localName].join()`,
      ",good,section",
    ],
  ] as const) {
    const { tab, send } = await visitSource(
      sources,
      `<div id="target" hx-sse="swap:x" hx-swap="morph:innerHTML">${page}</div>`,
      `hx-ext="morph"`,
    );
    if (page.includes("card")) await tab.page.fill("[name=card]", "4111");
    await tab.page.evaluate("document.activeElement.blur()");
    send("x", event);
    await eventually(async () => expect(await tab.page.textContent("#target > p")).toBe("1"));
    expect(await tab.page.evaluate(reads), event).toBe(expected);
    expect(tab.errors).toEqual([]);
    await tab.close();
  }
});

test.each(morphing)("%s: in a region that is dead as a whole, a morph keeps what is typed", async (_, sources) => {
  for (const style of ["morph:innerHTML", "morph:outerHTML"]) {
    const around = (n: number): string => `<div id="target" ${dead}><p>${n}</p><input name="card"></div>`;
    const { tab, send } = await visitSource(
      sources,
      `<b hx-sse="swap:x" hx-swap="${style}" hx-target="#target"></b>${around(0)}`,
      `hx-ext="morph"`,
    );
    await tab.page.fill("[name=card]", "4111");
    send("x", style === "morph:outerHTML" ? around(1) : around(1).replace(/^<div[^>]*>|<\/div>$/g, ""));
    await eventually(async () => expect(await tab.page.textContent("#target > p")).toBe("1"));
    expect(await tab.page.evaluate(`document.querySelector("#target input").value`), style).toBe("4111");
    await tab.close();
  }
});
