/** Beside htmx 2, content in which it finds nothing to do is not given to it: what pages hang on new content works all the same. */
import { fileURLToPath } from "node:url";
import { eventually } from "@sse/testkit";
import { expect, test } from "vitest";
import { fresh, shows, site } from "./fixture.ts";

const { server, visitSource } = await site();
server.files("/htmx2", fileURLToPath(new URL("../node_modules/htmx2/dist", import.meta.url)));
/** A page whose source has these attributes, too. */
const open = (content: string, { source = "", head = "" } = {}) =>
  visitSource(["/htmx2/htmx.js", "/dist/sse-for-htmx.min.js"], content, source, head);

test("a link in an event is boosted where hx-boost stands above it", async () => {
  const path = fresh();
  server.get(path, () => "<title>boosted</title><p id='there'>there</p>");
  const { tab, send } = await open(`<p id="t" hx-sse="swap:x"></p>`, { source: `hx-boost="true"` });
  await tab.page.evaluate("globalThis.same = true");
  send("x", `<a href="${path}">go</a>`);
  await shows(tab, "#t a", "go");
  await tab.page.click("#t a");
  await shows(tab, "#there", "there");
  expect(await tab.page.evaluate("globalThis.same")).toBe(true);
  await tab.close();
});

test("an extension that is in force hears of everything new, and of the events around it", async () => {
  const { tab, send } = await open(`<p id="t" hx-sse="swap:x"></p>`, {
    source: `hx-ext="witness"`,
    head: `<script>addEventListener("DOMContentLoaded", () => {
      globalThis.seen = [];
      htmx.defineExtension("witness", { onEvent: (name, { target }) => { if (/Node|Swap|load|Settle/.test(name) && target.id !== "t") seen.push(name + " " + target.localName); else if (/Swap|Settle/.test(name)) seen.push(name + " t"); } });
    })</script>`,
  });
  await tab.page.evaluate("seen.length = 0");
  send("x", "<i>plain</i>");
  await shows(tab, "#t", "<i>plain</i>");
  await eventually(async () =>
    expect(await tab.page.evaluate("seen.filter((each) => !/^htmx:beforeSwap/.test(each))")).toEqual([
      "htmx:afterSwap t",
      "htmx:beforeProcessNode i",
      "htmx:afterProcessNode i",
      "htmx:load i",
      "htmx:afterSettle t",
    ]),
  );
  await tab.close();
});

test.each(["/dist/sse-for-htmx.min.js", "/dist/sse.min.js"])(
  "the log and the extensions of htmx hear what is told of streams, and an extension can cancel a message: %s",
  async (bundle) => {
    const path = fresh();
    server.get(path, () => "asked");
    const page = `<p id="t" hx-sse="swap:x">-</p><p id="u" hx-trigger="sse:x" hx-get="${path}"></p>`;
    const head = `<script>document.addEventListener("DOMContentLoaded", () => {
      globalThis.seen = [];
      const pick = (by, name, element) => /sse/.test(name) && seen.push([by, name, element.id].join(" "));
      htmx.logger = (element, name) => pick("log", name, element);
      htmx.defineExtension("witness", {
        onEvent(name, { target, detail }) {
          pick("ext", name, target);
          return !(name === "htmx:sseBeforeMessage" && detail.data === "no");
        },
      });
    })</script>`;
    const { tab, send } = await visitSource(["/htmx2/htmx.js", bundle], page, `hx-ext="witness"`, head);
    const seen = async (): Promise<string[]> => ((await tab.page.evaluate("seen")) as string[]).toSorted();
    const twice = (...names: string[]): string[] => names.flatMap((name) => [`ext ${name}`, `log ${name}`]).toSorted();
    const opened = twice("htmx:sseConfigConnect s", "htmx:sseOpen s");
    await eventually(async () => expect(await seen()).toEqual(opened));
    await tab.page.evaluate("seen.length = 0");
    send("x", "no");
    send("x", "yes");
    await shows(tab, "#t", "yes");
    await shows(tab, "#u", "asked");
    const befores = ["t", "t", "u", "u"].map((id) => `htmx:sseBeforeMessage ${id}`);
    const heard = twice(...befores, "htmx:sseMessage t", "htmx:sseMessage u", "sse:x u");
    await eventually(async () => expect(await seen()).toEqual(heard));
    expect(server.requests.filter((request) => request.path === path)).toHaveLength(1);
    await tab.close();
  },
);

test("htmx.onLoad and hx-on hear of plain content, and a logger of its events", async () => {
  const { tab, send } = await open(`<p id="t" hx-sse="swap:x" hx-on::load="heard.push('hx-on')"></p>`);
  await tab.page.evaluate(`heard.length = 0; htmx.onLoad((element) => heard.push("onLoad " + element.localName))`);
  send("x", "<i>1</i>");
  await eventually(async () =>
    expect(await tab.page.evaluate("heard.filter((each) => typeof each === 'string')")).toEqual(["hx-on", "onLoad i"]),
  );
  await tab.page.evaluate("htmx.logger = (element, name) => heard.push('log ' + name)");
  send("x", "<i>2</i>");
  await eventually(async () => expect(await tab.page.evaluate("heard.includes('log htmx:load')")).toBe(true));
  await tab.close();
});

test("a submit button in an event that names its form sends its value", async () => {
  const path = fresh();
  server.get(path, () => "saved");
  const { tab, send } = await open(
    `<form id="f" hx-get="${path}" hx-target="#out"></form><p id="t" hx-sse="swap:x"></p><output id="out"></output>`,
  );
  send("x", `<button type="submit" form="f" name="choice" value="seven">7</button>`);
  await shows(tab, "#t button", "7");
  await tab.page.click("#t button");
  await shows(tab, "#out", "saved");
  expect(server.requests.find((request) => request.path === path)?.query.get("choice")).toBe("seven");
  await tab.close();
});

test("an element that keeps its id wears its old class for a moment, and then the new one", async () => {
  const { tab, send } = await open(`<p id="t" hx-sse="swap:x"><b id="b" class="red">-</b></p>`, {
    head: `<script>addEventListener("htmx:afterSwap", () => heard.push(b.className))</script>`,
  });
  await tab.page.evaluate("heard.length = 0");
  send("x", `<b id="b" class="green">+</b>`);
  await eventually(async () => expect(await tab.page.getAttribute("#b", "class")).toBe("green"));
  expect(await tab.page.evaluate("heard.filter((each) => typeof each === 'string')")).toEqual(["red"]);
  await tab.close();
});

test("content that htmx had bound elsewhere is taken back when an event replaces it", async () => {
  const path = fresh();
  server.get(path, () => "asked");
  const { tab, send } = await open(
    `<p id="t" hx-sse="swap:x"><i hx-get="${path}" hx-trigger="poke from:body" hx-swap="none"></i></p><p id="u" hx-sse="swap:y"></p>`,
  );
  send("x", "<b>plain</b>");
  await shows(tab, "#t", "<b>plain</b>");
  await tab.page.evaluate("htmx.trigger(document.body, 'poke')");
  send("y", "later");
  await shows(tab, "#u", "later");
  expect(server.requests.filter((request) => request.path === path)).toHaveLength(0);
  await tab.close();
});

test.each([
  ["hx-sse", `hx-sse="swap:x"`],
  ["sse-swap", `sse-swap="x"`],
])("htmx.config.disableInheritance and hx-inherit hold for the swaps of events (%s)", async (_, listens) => {
  const { tab, send } = await open(
    `<p id="p" ${listens}>-</p><div hx-target="#o" hx-swap="afterbegin" hx-inherit="hx-target"><p id="q" ${listens}>-</p></div><i id="o">o</i>`,
    {
      source: `hx-target="#o" hx-swap="beforeend"`,
      head: `<meta name="htmx-config" content='{"disableInheritance":true}'>`,
    },
  );
  send("x", "1");
  await shows(tab, "#p", "1");
  await shows(tab, "#q", "-");
  await shows(tab, "#o", "1");
  await tab.close();
});
