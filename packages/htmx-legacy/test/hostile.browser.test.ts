/** Security, what the hostile can do: an event source, an event name, stored markup, another tab. */
import { eventually, openPage } from "@sse/testkit";
import { expect, test } from "vitest";
import { fresh, heard, scriptTag, shows, site } from "./fixture.ts";

const { server, browser, visit } = await site();

const names = [
  "__proto__",
  "constructor",
  "hasOwnProperty",
  "<img src=x onerror=ran=1>",
  '"><script>ran=1</script>',
  "x".repeat(100_000),
  "open",
  "error",
  "message ",
  "htmx:sseClose",
  "click",
  "\u202e\ud83d\ude00",
];

test("a hostile event name reaches who asked for exactly it, and nobody else", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(
    `<main id="m" hx-sse="connect:${stream.path} close:bye"><p id="p" hx-sse="swap:x">-</p><p id="e" hx-sse="swap:error">-</p>
     <button id="k" hx-sse="swap:clic">-</button></main>`,
  );
  await tab.page.evaluate(`k.addEventListener("click", () => { globalThis.ran = "click"; })`);
  await stream.waitFor(1);
  for (const event of names) stream.send({ event, data: "hostile" });
  stream.send({ event: "x", data: "fine" });
  await shows(tab, "#p", "fine");
  await shows(tab, "#e", "hostile");
  await shows(tab, "#k", "-");
  expect(await tab.page.evaluate("[typeof ran, Object.keys(Object.prototype).length]")).toEqual(["undefined", 0]);
  expect((await heard(tab)).filter(([type]) => /Error|Close/.test(type))).toEqual([]);
  expect(tab.errors).toEqual([]);
  await tab.close();
});

test("a hostile name of a trigger event stays a name: no handler of the page runs for it", async () => {
  const stream = server.stream(fresh());
  const path = fresh();
  server.get(path, () => "asked");
  const tab = await visit(
    `<main hx-sse="connect:${stream.path}"><button id="k" onclick="globalThis.ran = 1" hx-get="${path}" hx-trigger="sse:click">-</button></main>`,
  );
  await stream.waitFor(1);
  stream.send({ event: "click", data: "" });
  await shows(tab, "#k", "asked");
  expect(await tab.page.evaluate("typeof ran")).toBe("undefined");
  await tab.close();
});

test("ten thousand nested tags, broken markup and megabytes do no more than stand there", async () => {
  const stream = server.stream(fresh());
  const nested = "<div>".repeat(10_000);
  const tab = await visit(
    `<main hx-sse="connect:${stream.path}"><p id="p" hx-sse="swap:x"></p><div id="m" hx-sse="swap:x" hx-swap="morph"></div><p id="q" hx-sse="swap:y"></p></main>`,
  );
  await stream.waitFor(1);
  for (const data of [
    nested,
    `${nested}<b hx-sse="swap:x" id="q">`,
    "<p".repeat(20_000),
    "</div></main></body></html>",
    "&".repeat(2_000_000),
  ])
    stream.send({ event: "x", data });
  stream.send({ event: "y", data: "alive" });
  await shows(tab, "#q", "alive");
  expect(tab.errors).toEqual([]);
  await tab.close();
});

test("an event above maxEventSize ends the stream instead of filling the memory", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`<p id="p" hx-sse="connect:${stream.path} swap:x"></p>`, {
    head: `<meta name="sse-config" content='{"maxEventSize":1000}'>`,
  });
  await stream.waitFor(1);
  stream.write(`event: x\ndata: ${"y".repeat(5000)}\n\n`);
  await eventually(async () => expect((await heard(tab, "htmx:sseClose"))[0]?.[2]["type"]).toBe("error"));
  await stream.waitFor(0);
  await shows(tab, "#p", "");
  await tab.close();
});

test("stored markup reaches no other origin, no script URL, and nothing that is not an event stream", async () => {
  const evil = server.origin.replace("127.0.0.1", "localhost");
  server.page("/upload.html", "event: x\ndata: <b>uploaded</b>\n\n");
  const stored = [
    `hx-sse="connect:${evil}/steal swap:x"`,
    `sse-connect="${evil}/steal" sse-swap="x"`,
    `hx-sse="connect:javascript:ran=1"`,
    `hx-sse="connect:/upload.html swap:x"`,
    `hx-get="${evil}/steal" hx-trigger="sse:x"`,
    `hx-post="${evil}/steal" hx-trigger="load"`,
  ];
  const stream = server.stream(fresh());
  const tab = await visit(
    `<main hx-sse="connect:${stream.path}">${stored.map((attributes) => `<i ${attributes}>stored</i>`).join("")}<p id="p" hx-sse="swap:x"></p></main>`,
  );
  await stream.waitFor(1);
  stream.send({ event: "x", data: "fine" });
  await shows(tab, "#p", "fine");
  await eventually(async () => expect((await heard(tab, "htmx:sseError")).length).toBe(4));
  expect(await tab.page.locator("i").allTextContents()).toEqual(stored.map(() => "stored"));
  expect(server.requests.filter(({ path }) => path === "/steal")).toEqual([]);
  expect(await tab.page.evaluate("typeof ran")).toBe("undefined");
  await tab.close();
});

test("another tab that posts nonsense stops nothing and brings nothing in", async () => {
  const stream = server.stream(fresh());
  const context = await browser.newContext();
  const page = (body: string): string => `<!doctype html><title>t</title>${scriptTag}<body>${body}</body>`;
  const victim = await openPage(
    context,
    server,
    page(`<p id="p" hx-sse="connect:${stream.path} swap:x share:browser">-</p>`),
  );
  const follower = await openPage(
    context,
    server,
    page(`<p id="p" hx-sse="connect:${stream.path} swap:x share:browser">-</p>`),
  );
  const hostile = await openPage(context, server, "<title>hostile</title>");
  await stream.waitFor(1);
  await eventually(async () => expect(await follower.page.locator("#p").getAttribute("data-sse-state")).toBe("open"));
  const channels = await hostile.page.evaluate(async () => {
    // The lock that the tabs hold bears the name of their channel.
    const { held = [] } = await navigator.locks.query();
    const channels = held.map(({ name = "" }) => new BroadcastChannel(name));
    const posts: unknown[] = [
      null,
      0,
      "x",
      [],
      {},
      { ask: 5 },
      { ask: "everything" },
      { ask: {} },
      new Date(),
      new Map(),
    ];
    for (const term of [Number.NaN, -1, "1", 1e308, null]) {
      posts.push(
        { term },
        { term, events: "x" },
        { term, events: [1, null, {}] },
        { term, events: [{ type: "x", data: 5 }] },
      );
      posts.push(
        { term, events: [{ type: "x", data: "<b>in</b>" }] },
        { term, id: 5, state: "open" },
        { term, state: "closed" },
      );
    }
    for (const channel of channels) for (const post of posts) channel.postMessage(post);
    return channels.length;
  });
  expect(channels).toBe(1);
  stream.send({ event: "x", data: "fine" });
  for (const tab of [victim, follower]) {
    await shows(tab, "#p", "fine");
    expect(tab.errors).toEqual([]);
    expect(tab.console).toEqual([]);
  }
  expect(stream.opened).toHaveLength(1);
  await context.close();
});
