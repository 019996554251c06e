/** Beside htmx's own extensions: `sse-connect` is ours, `hx-sse:connect` is that of htmx 4's, nothing is opened or heard twice. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { eventually } from "@sse/testkit";
import { describe, expect, test } from "vitest";
import { fresh, modes, recording, scriptTag, shows, site, tagsOf } from "./fixture.ts";

const { server, visit, visitSource } = await site();
server.files("/htmx2", fileURLToPath(new URL("../node_modules/htmx2/dist", import.meta.url)));
server.files("/htmx-ext-sse", fileURLToPath(new URL("../node_modules/htmx-ext-sse", import.meta.url)));
server.files("/htmx4", fileURLToPath(new URL("../node_modules/htmx4/dist", import.meta.url)));

const files = ["/htmx4/htmx.min.js", "/htmx4/ext/hx-sse.min.js"];
const theirs = files.map((file) => `<script src="${file}"></script>`).join("");
/**
 * Of a deferred htmx 4 and its extension, some engines run the second after the timer in which the first looks at the page: the
 * extension then sees nothing of it. In one file they come together.
 */
const theirsAsOne = `<script src="/theirs.js"></script>`;
server.handle("/theirs.js", (_, response) => {
  const texts = files.map((file) =>
    readFileSync(new URL(`../node_modules${file.replace("4/", "4/dist/")}`, import.meta.url), "utf8"),
  );
  response.writeHead(200, { "Content-Type": "text/javascript" }).end(texts.join("\n;"));
});
const theirs2 = `<script src="/htmx2/htmx.min.js"></script><script src="/htmx-ext-sse/sse.js"></script>`;
const deferred = (scripts: string): string => scripts.replaceAll("<script", "<script defer");
const orders = (theirs: string, asOne = theirs): [order: string, scripts: string][] => [
  ["before", scriptTag + theirs],
  ["after", theirs + scriptTag],
  ["as a module", scriptTag.replace("<script", `<script type="module"`) + theirs],
  ["deferred, theirs not", theirs + deferred(scriptTag)],
  ["after it, both deferred", deferred(asOne + scriptTag)],
];

test.each(orders(theirs, theirsAsOne))(
  "htmx 4, ours %s: each stream is opened once, by whom it belongs to",
  async (order, scripts) => {
    const [ours, native, late] = [server.stream(fresh()), server.stream(fresh()), server.stream(fresh())];
    const tab = await visit(
      `<div id="o" sse-connect="${ours.path}"><p id="p" sse-swap="x">-</p><div id="w" sse-swap="more"></div></div>
     <div id="n" hx-sse:connect="${native.path}">-</div>`,
      { scripts },
    );
    // Deferred, htmx may have looked at the page before ours was there: what it opened is handed over.
    await tab.page.locator("#o[data-sse-state=open]").waitFor();
    await Promise.all([ours.waitFor(1), native.waitFor(1)]);
    native.send({ data: "theirs" });
    await shows(tab, "#n", "theirs");
    // What htmx processes later is no different. The extension asks for what it finds in document order; by another URL,
    // for a second request to the same one would wait in Firefox.
    ours.send({
      event: "more",
      data: `<i id="l" sse-connect="${late.path}" sse-swap="x"></i><i id="m" hx-sse:connect="${native.path}?2"></i>`,
    });
    await Promise.all([late.waitFor(1), native.waitFor(2)]);
    native.send({ data: "theirs again" });
    await shows(tab, "#m", "theirs again");
    ours.send({ data: "unnamed" });
    for (const stream of [ours, late]) stream.send({ event: "x", data: "ours" });
    await shows(tab, "#p", "ours");
    await shows(tab, "#l", "ours");
    expect([ours.connections, late.attempts.length]).toEqual([1, 1]);
    expect(ours.attempts.length).toBeLessThanOrEqual(order.includes("both deferred") ? 2 : 1);
    expect(tab.errors).toEqual([]);
    await tab.close();
  },
);

test.each(orders(theirs, theirsAsOne))(
  "htmx 4 that inherits by itself, ours %s: what is inside a source opens no stream",
  async (_, scripts) => {
    const [stream, own, both] = [server.stream(fresh()), server.stream(fresh()), server.stream(fresh())];
    const tab = await visit(
      `<main sse-connect="${stream.path}"><ul id="u" sse-swap="message" hx-swap="beforeend"></ul></main>
       <ol id="o" sse-connect="${own.path}" sse-swap="row" hx-swap="beforeend"></ol>
       <div sse-connect="${both.path}"><i id="i" hx-sse:connect="${both.path}">-</i></div>`,
      { scripts, head: `<meta name="htmx-config" content='{"implicitInheritance":true}'>` },
    );
    await eventually(async () => expect(await tab.page.locator("[data-sse-state=open]").count()).toBe(3));
    // The extension's own is opened by it, of the same URL, too.
    await Promise.all([stream.waitFor(1), own.waitFor(1), both.waitFor(2)]);
    for (let n = 0; n < 4; n++) {
      stream.send({ data: `<li>${n}</li>` });
      own.send({ event: "row", data: `<li>${n}</li>` });
      await shows(tab, "#u li:last-child", `${n}`);
      await shows(tab, "#o li:last-child", `${n}`);
    }
    expect([stream.connections, own.connections]).toEqual([1, 1]);
    expect([await tab.page.textContent("#u"), await tab.page.textContent("#o")]).toEqual(["0123", "0123"]);
    await tab.close();
  },
);

test("htmx 4, ours long after it: a stream that the extension has opened is handed over", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`<div id="o" sse-connect="${stream.path}?q=1"><p id="p" sse-swap="x">-</p></div>`, {
    scripts: theirs,
  });
  await stream.waitFor(1);
  await tab.page.evaluate(`{
    const script = document.createElement("script");
    script.src = "/dist/sse.min.js";
    document.head.append(script);
  }`);
  await stream.waitForAttempts(2);
  await stream.waitFor(1);
  stream.send({ data: "unnamed" });
  stream.send({ event: "x", data: "ours" });
  await shows(tab, "#p", "ours");
  expect(stream.attempts).toHaveLength(2);
  expect(stream.connections).toBe(1);
  expect(tab.errors).toEqual([]);
  await tab.close();
});

test.each(orders(theirs2))(
  "htmx 2, ours %s: every event is heard once, and what closes stays closed",
  async (_, scripts) => {
    const [stream, late] = [server.stream(fresh()), server.stream(fresh())];
    const path = fresh();
    server.get(path, () => "asked");
    const tab = await visit(
      `<div id="s" hx-ext="sse" sse-connect="${stream.path}" sse-close="bye">
       <ul id="l" sse-swap="row" hx-swap="beforeend"></ul><p id="p" hx-sse="swap:row">-</p>
       <div id="t" hx-get="${path}" hx-trigger="sse:go">-</div><div id="w" sse-swap="more"></div>
     </div>`,
      { scripts },
    );
    // Theirs may have begun to ask before it was retired, but no more than that.
    await eventually(async () => expect(await tab.page.locator("#s[data-sse-state=open]").count()).toBe(1));
    await stream.waitFor(1);
    stream.send({ event: "row", data: "<li>1</li>" });
    stream.send({ event: "go", data: "" });
    stream.send({
      event: "more",
      data: `<div sse-connect="${late.path}"><ul id="n" sse-swap="row" hx-swap="beforeend"></ul></div>`,
    });
    await late.waitFor(1);
    late.send({ event: "row", data: "<li>2</li>" });
    await shows(tab, "#n", "<li>2</li>");
    await shows(tab, "#t", "asked");
    await shows(tab, "#l", "<li>1</li>");
    await shows(tab, "#p", "<li>1</li>");
    expect(server.requests.filter((request) => request.path === path)).toHaveLength(1);
    stream.send({ event: "bye", data: "" });
    await stream.waitFor(0);
    expect(late.attempts).toHaveLength(1);
    expect(tab.errors).toEqual([]);
    await tab.close();
  },
);

describe.each(modes)("%s", (_, sources) => {
  test('`hx-ext="ignore:sse"` takes the attributes of the extension back, up to the next `hx-ext="sse"`', async () => {
    const other = server.stream(fresh());
    const { tab, send } = await visitSource(
      sources,
      `<div hx-ext="ignore:sse"><p id="not" sse-swap="x">-</p><p sse-connect="${other.path}"></p><p id="ours" hx-sse="swap:x"></p>
         <div hx-ext="sse"><p id="again" sse-swap="x"></p></div></div><p id="beside" sse-swap="x"></p>`,
    );
    send("x", "in");
    for (const id of ["ours", "again", "beside"]) await shows(tab, `#${id}`, "in");
    await shows(tab, "#not", "-");
    expect(other.attempts).toEqual([]);
    await tab.close();
  });

  test("what is selected of responses is not selected of the events of `sse-swap`", async () => {
    const { tab, send } = await visitSource(
      sources,
      `<div hx-select=".part" hx-select-oob="#b"><p id="theirs" sse-swap="x" hx-target="this" hx-swap="beforeend"></p><p id="ours" hx-sse="swap:y" hx-target="this"></p></div><i id="b">-</i>`,
    );
    send("x", `<u>one</u><i id="b">two</i>`);
    await shows(tab, "#theirs", `<u>one</u><i id="b">two</i>`);
    send("y", `<u>one</u><u class="part">two</u>`);
    await shows(tab, "#ours", `<u class="part">two</u>`);
    await tab.close();
  });
});

describe.each(modes.filter(([mode]) => mode.includes("htmx 2")))("%s", (_, sources) => {
  test.each([
    ["alone", ""],
    ["and its listeners", "heard"],
  ])("an event source that the page has made may call `onopen` and `onerror` %s", async (_, listeners) => {
    const tab = await visit("<main></main>", {
      scripts: tagsOf(sources),
      before: recording("htmx:sseOpen", "htmx:sseError"),
    });
    await tab.page.waitForFunction("window.sse.registry");
    await tab.page.evaluate(`
      globalThis.made = [];
      htmx.createEventSource = (url) => {
        const heard = {};
        const source = { url, readyState: 0, heard, close() {}, addEventListener: (type, does) => (heard[type] = does) };
        made.push(source);
        return source;
      };
      document.querySelector("main").innerHTML = '<p id="p" hx-sse="connect:/made swap:x reconnect:1ms..1ms"></p>'; 0`);
    await tab.page.waitForFunction("made.length === 1");
    const tell = (type: string, readyState: number): Promise<unknown> =>
      tab.page.evaluate(`{
        const [source, event] = [Object.assign(made[0], { readyState: ${readyState} }), new Event("${type}")];
        source.on${type}(event);
        if ("${listeners}") source.heard.${type}(event);
      }`);
    await tell("open", 1);
    await tab.page.locator("#p[data-sse-state=open]").waitFor({ state: "attached" });
    await tab.page.evaluate(`made[0].heard.x(new MessageEvent("x", { data: "in" })); 0`);
    await shows(tab, "#p", "in");
    await tell("error", 2);
    await tab.page.waitForFunction("made.length === 2");
    expect(await tab.page.evaluate("raised")).toEqual([
      ["htmx:sseOpen", "p"],
      ["htmx:sseError", "p"],
    ]);
    await tab.close();
  });
});
