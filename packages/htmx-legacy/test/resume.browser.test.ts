/** Where streams go on: positions of elements, `last:`, `resume:` and `reset:`, and what a page hears of gaps. */
import { type EventStream, eventually, type OpenPage, startServer } from "@sse/testkit";
import { afterAll, describe, expect, test } from "vitest";
import { fresh, heard, scriptTag, shows, site } from "./fixture.ts";

const { server, visit } = await site();
const elsewhere = await startServer();
afterAll(() => elsewhere.close());

/** A stream with a history of so many events, each with its number as ID and data. */
function history(count: number): EventStream {
  const stream = server.stream(fresh(), { replay: "missed", positionIn: "since" });
  for (let number = 1; number <= count; number++) stream.send({ data: String(number) });
  return stream;
}

const positions = (stream: EventStream) => stream.attempts.map(({ lastEventId }) => lastEventId);
const rows = (stream: EventStream, id: string, words = "") =>
  `<ul id="${id}" hx-sse="connect:${stream.path} swap:message ${words}" hx-swap="beforeend"></ul>`;

/** Sends events until the list has so many. */
async function say(stream: EventStream, tab: OpenPage, id: string, html: string): Promise<void> {
  stream.send({ data: html.at(-1) ?? "" });
  await shows(tab, `#${id}`, html);
}

test.each([
  ["is closed and reconnected", `sse.close(list)`, `sse.reconnect(list)`],
  ["is taken out and put back", `list.remove()`, `document.body.append(list)`],
  ["is in a page that is stopped and started", `sse.stop()`, `sse.start()`],
])("an element that %s goes on from its last event", async (_, away, back) => {
  const stream = history(0);
  const tab = await visit(rows(stream, "list"));
  await stream.waitFor(1);
  await say(stream, tab, "list", "1");
  await tab.page.evaluate(`globalThis.list = document.getElementById("list"); ${away}`);
  await stream.waitFor(0);
  stream.send({ data: "2" });
  await tab.page.evaluate(back);
  await shows(tab, "#list", "12");
  await say(stream, tab, "list", "123");
  expect(positions(stream)).toEqual([undefined, "1"]);
  await tab.close();
});

/** What is done to the last of two lists in the event `2`, by a listener of the first, with more events in the same bytes. */
test.each([
  ["is closed and reconnected", `sse.close(b); sse.reconnect(b)`],
  ["is closed, and reconnected later", `sse.close(b); setTimeout(() => sse.reconnect(b), 50)`],
  ["is taken out, and put back later", `b.remove(); setTimeout(() => document.body.append(b), 50)`],
  ["is moved", `document.body.prepend(b)`],
  ["is in a page that is stopped and started", `sse.stop(); sse.start()`],
  ["is in a page that is stopped, and started later", `sse.stop(); setTimeout(() => sse.start(), 50)`],
])("an element that %s while another hears an event hears that event and all after it once", async (_, deed) => {
  for (const words of ["", "resume:session"]) {
    const stream = server.stream(fresh(), { replay: "missed" });
    const tab = await visit(rows(stream, "a", words) + rows(stream, "b", words));
    await stream.waitFor(1);
    await tab.page.evaluate(`
      globalThis.b = document.getElementById("b"); globalThis.done = false;
      document.addEventListener("htmx:sseMessage", ({ target, detail }) => {
        if (target.id !== "a" || detail.data !== "2" || done) return;
        done = true;
        ${deed};
      }); 0`);
    await say(stream, tab, "b", "1");
    for (const data of ["2", "3", "4"]) stream.send({ data });
    await tab.page.waitForFunction("done && b.isConnected");
    await tab.page.waitForFunction("document.querySelectorAll('[data-sse-state=open]').length === 2");
    stream.send({ data: "5" });
    await shows(tab, "#b", "12345");
    await shows(tab, "#a", "12345");
    expect(tab.errors).toEqual([]);
    await tab.close();
  }
});

test("a position that the stream takes back is not asked for again", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(rows(stream, "list"));
  await stream.waitFor(1);
  for (const [id, shown] of [
    ["5", "a"],
    ["", "ab"],
  ] as const) {
    stream.send({ id, data: shown.at(-1) ?? "" });
    await shows(tab, "#list", shown);
    await tab.page.evaluate("sse.close(list)");
    await stream.waitFor(0);
    await tab.page.evaluate("sse.reconnect(list)");
    await stream.waitFor(1);
  }
  expect(positions(stream)).toEqual([undefined, "5", undefined]);
  await tab.close();
});

test("headers that no request can have are encoded, or said by name, and the page goes on", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(
    `<p id="lines" hx-headers='{"X": "a\\nb"}' hx-sse="connect:${stream.path}?lines"></p>
     <p id="name" hx-headers='{"A B": "c"}' hx-sse="connect:${stream.path}?name"></p>
     <p id="good" hx-sse="connect:${stream.path} swap:x"></p>`,
  );
  await stream.waitFor(2);
  expect(server.requests.find(({ query }) => query.has("lines"))?.headers).toMatchObject({ x: "a%0Ab" });
  await eventually(() => expect(tab.console.join("\n")).toMatch(/\(bind\).*hx-headers/s));
  await tab.page.evaluate(`sse.reconnect(document.getElementById("name")); 0`);
  stream.send({ event: "x", data: "in" });
  await shows(tab, "#good", "in");
  expect(tab.errors).toEqual([]);
  await tab.close();
});

test("a new element of the same URL starts fresh", async () => {
  const stream = history(0);
  const tab = await visit(rows(stream, "list"));
  await stream.waitFor(1);
  await say(stream, tab, "list", "1");
  await tab.page.evaluate(`list.remove()`);
  await stream.waitFor(0);
  stream.send({ data: "2" });
  await tab.page.evaluate(`document.body.innerHTML = ${JSON.stringify(rows(stream, "list"))}`);
  await stream.waitFor(1);
  await say(stream, tab, "list", "3");
  expect(positions(stream)).toEqual([undefined, undefined]);
  await tab.close();
});

test("last: starts where the content was rendered; sources of one URL share one stream from the earliest", async () => {
  const stream = history(5);
  const tab = await visit(rows(stream, "a", "last:4") + rows(stream, "b", "last:2") + rows(stream, "c", "last:5"));
  await shows(tab, "#b", "345");
  await shows(tab, "#a", "5");
  await say(stream, tab, "c", "6");
  await shows(tab, "#a", "56");
  expect(positions(stream)).toEqual(["2"]);
  await tab.close();
});

test("a last: that is written anew to where the stream is opens nothing; another one does", async () => {
  const stream = history(3);
  const tab = await visit(rows(stream, "list", "last:2"));
  await shows(tab, "#list", "3");
  const write = (position: number) =>
    tab.page.evaluate(
      `list.setAttribute("hx-sse", list.getAttribute("hx-sse").replace(/last:\\d/, "last:${position}"))`,
    );
  await write(3);
  await say(stream, tab, "list", "34");
  await tab.page.evaluate(`list.textContent = "1"`);
  await write(1);
  await shows(tab, "#list", "1234");
  expect(positions(stream)).toEqual(["2", "1"]);
  await tab.close();
});

test("a Last-Event-ID of hx-headers, in any case, is where it starts, and is replaced later on", async () => {
  const stream = history(3);
  const tab = await visit(`<div hx-headers='{"last-event-id": "2"}'>${rows(stream, "list")}</div>`);
  await shows(tab, "#list", "3");
  stream.drop();
  await stream.waitForAttempts(2);
  expect(positions(stream)).toEqual(["2", "3"]);
  await tab.close();
});

test("resume:query sends the position in the URL", async () => {
  const stream = history(0);
  const tab = await visit(rows(stream, "list", "resume:query(since) retry:1ms..20ms"));
  await stream.waitFor(1);
  await say(stream, tab, "list", "1");
  stream.drop();
  await stream.waitFor(0);
  await say(stream, tab, "list", "12");
  expect(stream.attempts.map(({ url }) => url)).toEqual([stream.path, `${stream.path}?since=1`]);
  expect(positions(stream)).toEqual([undefined, undefined]);
  await tab.close();
});

test("resume:key keeps the position where only a token of the URL changes", async () => {
  const stream = history(0);
  const source = (token: string) =>
    rows(stream, "list", "resume:key(feed)").replace(stream.path, `${stream.path}?token=${token}`);
  const tab = await visit(source("a"));
  await stream.waitFor(1);
  await say(stream, tab, "list", "1");
  await tab.page.evaluate(`list.setAttribute("hx-sse", list.getAttribute("hx-sse").replace("token=a", "token=b"))`);
  await stream.waitForAttempts(2);
  await say(stream, tab, "list", "12");
  expect(positions(stream)).toEqual([undefined, "1"]);
  await tab.close();
});

test("resume:session with a key keeps it over reloads, whatever the URL", async () => {
  const stream = history(0);
  const path = fresh();
  const source = (token: string) =>
    rows(stream, "list", "resume:session resume:key(feed)").replace(stream.path, `${stream.path}?token=${token}`);
  const tab = await visit(source("a"), { path });
  await stream.waitFor(1);
  await say(stream, tab, "list", "1");
  server.page(path, `${scriptTag}${source("b")}`);
  await tab.page.reload();
  await stream.waitForAttempts(2);
  expect(positions(stream)).toEqual([undefined, "1"]);
  await tab.close();
});

const hosts: readonly (readonly [string, string])[] = [
  ["no htmx", scriptTag],
  ["htmx 2", `<script src="/htmx2/htmx.min.js"></script>${scriptTag}`],
  ["htmx 4", `<script src="/htmx4/htmx.min.js"></script>${scriptTag}`],
  [
    "htmx 2, the small bundle",
    `<script src="/htmx2/htmx.min.js"></script><script src="/dist/sse-for-htmx.min.js"></script>`,
  ],
  [
    "htmx 4, the small bundle",
    `<script src="/htmx4/htmx.min.js"></script><script src="/dist/sse-for-htmx.min.js"></script>`,
  ],
];

describe.each(hosts)("with %s", (_, scripts) => {
  test("a gap is told by htmx:sseGap, by which hx-get renders anew", async () => {
    const stream = history(0);
    const path = fresh();
    server.handle(path, () => "<b>anew</b>");
    const tab = await visit(
      `<main id="s" hx-sse="connect:${stream.path} reset:gone last:7">
         <div id="d" hx-get="${path}" hx-trigger="htmx:sseGap from:main"></div>
       </main>`,
      {
        scripts,
        before: `globalThis.gaps = [];
          document.addEventListener("htmx:sseGap", ({ target, detail }) => gaps.push([target.id, detail.reason, detail.position, detail.resumedAt ?? ""].join(" ")));`,
      },
    );
    await stream.waitFor(1);
    await eventually(async () => expect(await tab.page.locator("[data-sse-state=open]").count()).toBe(1));
    stream.send({ event: "gone", data: "", id: "9" });
    await shows(tab, "#d", "<b>anew</b>");
    stream.respondNext(({ head, join }) => {
      head({ "Last-Event-ID": "12" });
      join();
    });
    stream.drop();
    await eventually(async () => expect(await tab.page.evaluate("gaps")).toEqual(["s reset 9 ", "s truncated 9 12"]));
    expect(tab.console.filter((line) => line.includes("(gap)"))).toHaveLength(2);
    await tab.close();
  });
});

test("a stream that cannot resume says so once by htmx:sseError, and tells of each gap", async () => {
  const EVERYONE = { "Access-Control-Allow-Origin": "*" };
  const stream = elsewhere.stream(fresh(), { headers: EVERYONE });
  stream.respond(({ request, response, join }) => {
    if (request.method === "OPTIONS") response.writeHead(405).end();
    else if (request.query.has("lastEventId")) response.writeHead(400, EVERYONE).end();
    else join();
  });
  const tab = await visit(
    `<ul id="list" hx-sse="connect:${elsewhere.origin}${stream.path} swap:message retry:1ms..20ms" hx-swap="beforeend"></ul>`,
    {
      head: `<meta name="sse-config" content='{"origins": ["${elsewhere.origin}"]}'>`,
      before: `globalThis.told = [];
        for (const type of ["htmx:sseGap", "htmx:sseError"])
          document.addEventListener(type, ({ detail }) => detail.error.code === "gap" && told.push(type + " " + detail.error.reason));`,
    },
  );
  await stream.waitFor(1);
  stream.send({ data: "1", id: "1" });
  await shows(tab, "#list", "1");
  for (const gaps of [1, 2]) {
    stream.drop();
    await stream.waitFor(0);
    await stream.waitFor(1);
    await eventually(async () =>
      expect(await tab.page.evaluate("told")).toEqual([
        "htmx:sseGap refused",
        "htmx:sseError refused",
        ...Array.from({ length: gaps - 1 }, () => "htmx:sseGap refused"),
      ]),
    );
  }
  expect(tab.console.filter((line) => /Access-Control-Allow-Headers.*\(gap\)/.test(line))).toHaveLength(1);
  await tab.close();
});

/** How nine events that come together are swapped, and what a listener of the first does with their element. */
test.each([
  [
    "beforeend swap:200ms",
    "htmx:sseBeforeMessage",
    "setTimeout(() => list.remove(), 50); setTimeout(() => document.body.append(list), 400)",
  ],
  [
    "beforeend swap:150ms",
    "htmx:sseBeforeMessage",
    "setTimeout(() => list.remove(), 20); setTimeout(() => document.body.append(list), 50)",
  ],
  ["beforeend transition:true", "htmx:sseMessage", "list.remove(); setTimeout(() => document.body.append(list), 400)"],
  [
    "innerHTML frame",
    "htmx:sseBeforeMessage",
    "queueMicrotask(() => list.remove()); setTimeout(() => document.body.append(list), 300)",
  ],
])("%s: what waits for its swap when the element is taken out is heard when it is back", async (style, type, deed) => {
  const stream = server.stream(fresh(), { replay: "missed" });
  const tab = await visit(`<ul id="list" hx-sse="connect:${stream.path} swap:message" hx-swap="${style}"></ul>`);
  await stream.waitFor(1);
  await say(stream, tab, "list", "0");
  await tab.page.evaluate(`globalThis.list = document.getElementById("list"); { let once;
    list.addEventListener("${type}", () => { if (once) return; once = true; ${deed} }); }`);
  for (let n = 1; n < 10; n++) stream.send({ data: `${n}` });
  await shows(tab, "#list", style.startsWith("inner") ? "9" : "0123456789");
  const told = (await heard(tab, "htmx:sseMessage")).map(([, , { data }]) => data);
  expect(told.toSorted().join("")).toBe("0123456789");
  await tab.close();
});

test.each(["message", "other"])(
  "an element that is back before the next of its swaps is due has each event once (%s)",
  async (type) => {
    const stream = server.stream(fresh(), { replay: "missed" });
    const tab = await visit(
      `<div id="list" hx-sse="connect:${stream.path}"><ul id="one" hx-sse="swap:message" hx-swap="beforeend swap:400ms"></ul>
       <ul id="two" hx-sse="swap:${type}" hx-swap="beforeend swap:600ms"></ul></div>`,
      {
        // Out when the first is due, and back before the second is.
        before: `let once; document.addEventListener("htmx:sseBeforeMessage", () => {
        if (once) return;
        once = true;
        const list = document.getElementById("list");
        setTimeout(() => list.remove(), 390);
        setTimeout(() => document.body.append(list), 420);
      });`,
      },
    );
    await stream.waitFor(1);
    stream.send({ data: "0", id: "0", event: "none" });
    for (let n = 1; n < 6; n++) {
      stream.send({ data: `${n}` });
      stream.send({ data: `${n}`, event: "other" });
      await new Promise((done) => setTimeout(done, 90));
    }
    await stream.waitForAttempts(2);
    stream.send({ data: "6" });
    stream.send({ data: "6", event: "other" });
    for (const list of ["#one", "#two"]) await shows(tab, list, "123456");
    await tab.close();
  },
);

test("an element that is taken out and put back within one piece of the stream hears what came meanwhile", async () => {
  const stream = server.stream(fresh(), { replay: "missed" });
  // Who puts it back has a source of its own: that of the element ends when it goes.
  const other = `<i id="other" hx-sse="connect:${stream.path} swap:message" hx-swap="none"></i>`;
  const tab = await visit(rows(stream, "list") + other, {
    before: `document.addEventListener("htmx:sseMessage", ({ detail: { data }, target }) => {
      if (target.id === "list" && data === "3") (globalThis.list = target).remove();
      if (target.id === "other" && data === "7" && globalThis.list) document.body.append(list);
    })`,
  });
  await stream.waitFor(1);
  await say(stream, tab, "list", "0");
  for (let n = 1; n < 10; n++) stream.send({ data: `${n}` });
  await shows(tab, "#list", "0123456789");
  await say(stream, tab, "list", "0123456789x");
  await tab.close();
});
