/** Three complete pages written for htmx 1, their markup untouched: the same events make the same page under htmx 1, 2 and 4. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { eventually, type OpenPage } from "@sse/testkit";
import { expect, test } from "vitest";
import { fresh, recording, scriptTag, shows, site } from "./fixture.ts";

const { server, visit } = await site();
for (const name of ["htmx1", "htmx2", "htmx4"]) {
  server.files(`/${name}`, fileURLToPath(new URL(`../node_modules/${name}/dist`, import.meta.url)));
}

const theirs = (name: string): string => `<script src="/${name}/htmx.min.js"></script>`;
/** What stands in the place of the page's one script tag. */
const upgrades: readonly [name: string, scripts: string][] = [
  ["htmx 2", theirs("htmx2") + scriptTag],
  ["htmx 4", theirs("htmx4") + scriptTag],
];

/** An event, or a selector of what must stand before the next one is sent. */
type Step = string | { readonly event?: string; readonly data: string };

const chat: readonly Step[] = [
  { event: "topic", data: "Topic: <b>lunch</b>" },
  { data: "<li>ann: hi</li>" },
  { data: `<li id="m2">bob: <a href="#x">hello</a></li>` },
  { event: "system", data: `<li class="system">carl joined</li><p id="topic" hx-swap-oob="true">Topic: dinner</p>` },
  { event: "people", data: "3" },
  "#people li:nth-child(3)",
  { event: "typing", data: "ann is typing…" },
  {
    event: "notice",
    data: `<div id="notice" data-hx-sse="swap:notice" data-hx-swap="outerHTML" class="warm">once</div>`,
  },
  {
    event: "notice",
    data: `<div id="notice" data-hx-sse="swap:notice" data-hx-swap="outerHTML" class="hot">twice</div>`,
  },
  { event: "unheard", data: "<b>nobody listens</b>" },
  { event: "system", data: "line one\nline two" },
  { data: `<li class="last">end</li>` },
  "#messages .last",
];

const dashboard: readonly Step[] = [
  { event: "cpu", data: "<b>12</b> %" },
  { event: "memory", data: "3.1 GB" },
  { event: "disk:0", data: "sda 80 %" },
  { event: "disk:1", data: "sdb 20 %" },
  { event: "machine", data: `<tr id="m1"><td>beta</td><td>up</td></tr>` },
  { event: "machine", data: `<tr id="m2"><td>gamma</td><td>down</td></tr><tr><td>delta</td><td>up</td></tr>` },
  { event: "refresh", data: "now" },
  "#chart .bar-1",
  { event: "alert", data: `<p class="alert">gamma is down</p>` },
  { event: "clear", data: "" },
  { event: "cpu", data: `<i hx-sse="swap:inner">outer</i>` },
  { event: "inner", data: "inner" },
  { event: "refresh", data: "again" },
  "#chart .bar-2",
  { event: "memory", data: `done<footer id="status" hx-swap-oob="true" class="ok">ready</footer>` },
  "#status.ok",
];

const progress: readonly Step[] = [
  { event: "step", data: "reading" },
  ...[20, 60, 100].map((n) => ({
    event: "bar",
    data: `<div id="bar" class="bar at-${n}" style="width: ${n}%" hx-sse="swap:bar" hx-swap="outerHTML">${n} %</div>`,
  })),
  { event: "log", data: "row 1\n" },
  { event: "log", data: "row <em>2</em>\n" },
  {
    event: "panel",
    data: `<h2>Details</h2><ul hx-sse="swap:detail" hx-swap="beforeend"></ul><p hx-sse="swap:note">-</p>`,
  },
  { event: "detail", data: "<li>one</li>" },
  { event: "detail", data: "<li>two</li>" },
  { event: "note", data: "noted" },
  { event: "done", data: "100" },
  "#summary.done",
  { event: "step", data: `<b class="end">finished</b>` },
  "#step .end",
];

let charts = 0;
server.get("/chat/people", () => "<li>ann</li><li>bob</li><li>carl</li>");
server.get("/dashboard/chart", () => `<svg class="bar-${++charts}"><rect width="${charts}"></rect></svg>`);
server.get("/progress/summary", () => `<div id="summary" class="done">100 rows <b>read</b></div>`);

/** The body as markup, without what tells of the library at work: state, busyness, markers, emptied class attributes. */
function standing(tab: OpenPage): Promise<string> {
  return tab.page.evaluate(() => {
    const body = document.body.cloneNode(true) as HTMLElement;
    // htmx 1 leaves the last one on what was swapped out of band; htmx 2 took to removing it.
    const foreign = ["data-sse-state", "aria-busy", "data-htmx-powered", "hx-swap-oob"];
    for (const element of [body, ...body.querySelectorAll("*")]) {
      for (const name of foreign) element.removeAttribute(name);
      if (element.getAttribute("class") === "") element.removeAttribute("class");
    }
    return body.outerHTML;
  });
}

/** Opens the page with these scripts and plays the events. */
async function play(name: string, scripts: string, steps: readonly Step[]): Promise<OpenPage> {
  const page = await readFile(new URL(`fixtures/${name}.html`, import.meta.url), "utf8");
  charts = 0;
  const stream = server.stream(`/${name}/events`);
  const path = `/${name}.html`;
  const tab = await visit("", { path });
  server.page(path, page.replace(`<script src="/htmx.min.js"></script>`, scripts));
  await tab.page.goto(server.url(path));
  await stream.waitFor(1);
  for (const step of steps) {
    if (typeof step === "string") await tab.page.locator(step).waitFor({ state: "attached" });
    else stream.send(step);
  }
  return tab;
}

test.each(Object.entries({ chat, dashboard, progress }))("%s", async (name, steps) => {
  const before = await play(name, theirs("htmx1"), steps);
  // What is still settling has classes that go.
  await eventually(async () =>
    expect(await before.page.locator(".htmx-added, .htmx-settling, .htmx-request").count()).toBe(0),
  );
  const expected = await standing(before);
  expect(before.errors).toEqual([]);
  await before.close();
  for (const [host, scripts] of upgrades) {
    const after = await play(name, scripts, steps);
    await eventually(async () => expect(await standing(after), host).toBe(expected));
    expect(after.errors).toEqual([]);
    await after.close();
  }
});

const hosts: readonly [name: string, scripts: string][] = [["alone", scriptTag], ...upgrades];

test.each([["htmx 1", theirs("htmx1")], ...hosts] as const)(
  "under %s, the guide's differences are as it says",
  async (name, scripts) => {
    const isOld = name === "htmx 1";
    const stream = server.stream(fresh());
    const content = `<p id="news" hx-sse="swap:news"></p><p id="error" hx-sse="swap:error"></p>`;
    const tab = await visit(
      `<main id="source" hx-sse="connect:${stream.path}">${content}</main><div id="elsewhere"></div>`,
      {
        scripts,
        before: recording("htmx:afterSwap", "htmx:sseMessage", "htmx:load", "htmx:afterSettle", "htmx:sseError"),
      },
    );
    const raised = async (...ids: readonly string[]) =>
      ((await tab.page.evaluate("raised")) as [type: string, id: string][]).flatMap(([type, id]) =>
        ids.includes(id) ? type.replace("htmx:", "") : [],
      );
    await stream.waitFor(1);
    stream.send({ event: "news", data: `<title>New</title><b id="one">1</b>` });
    const order = isOld ? ["load", "sseMessage"] : ["afterSwap", "sseMessage", "load", "afterSettle"];
    await eventually(async () => expect(await raised("news", "one")).toEqual(order));
    expect(await tab.page.title()).toBe(isOld ? "test" : "New");

    stream.send({ event: "error", data: "full" });
    await shows(tab, "#error", "full");
    expect(await raised("source")).toEqual(isOld ? ["sseError"] : []);

    await tab.page.evaluate(() => document.querySelector("#elsewhere")?.append(document.querySelector("#news") ?? ""));
    stream.send({ event: "news", data: "2" });
    stream.send({ event: "error", data: "fuller" });
    await shows(tab, "#error", "fuller");
    expect(await tab.page.locator("#news").innerText()).toBe(isOld ? "2" : "1");
    await tab.close();
  },
);

/** An `EventSource` of the page's own: it says what it was asked for, and nothing else. */
const shim = `window.EventSource = class extends EventTarget { constructor(url) { super(); window.asked = url; } close() {} };`;

const shimmed: readonly (readonly [name: string, scripts: string, transport: string, isUsed: boolean])[] = [
  ["htmx 1", theirs("htmx1"), "", true],
  ...hosts.map(([name, scripts]) => [name, scripts, "", false] as const),
  ...hosts.map(([name, scripts]) => [`${name} and transport`, scripts, "eventsource", true] as const),
];

test.each(shimmed)(
  "under %s, a page's own EventSource is used where the guide says so",
  async (_name, scripts, transport, isUsed) => {
    const stream = server.stream(fresh());
    const tab = await visit(`<main hx-sse="connect:${stream.path}"></main>`, {
      scripts,
      before: shim,
      head: transport && `<meta name="sse-config" content='{"transport":"${transport}"}'>`,
    });
    const wasAsked = async () => (await tab.page.evaluate("typeof asked")) === "string";
    await eventually(async () => expect((await wasAsked()) || stream.connections > 0).toBe(true));
    expect(await wasAsked()).toBe(isUsed);
    await tab.close();
  },
);
