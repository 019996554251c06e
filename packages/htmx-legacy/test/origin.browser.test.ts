/** Security, where streams may come from: the page's own origin, http(s), no redirect elsewhere, and no dead region. */
import { eventually, faults, startServer } from "@sse/testkit";
import { afterAll, expect, test } from "vitest";
import { fresh, heard, scriptTag, shows, site } from "./fixture.ts";

const { server, visit } = await site();
const other = await startServer();
other.cors(true);
afterAll(() => other.close());
const allowed = `<meta name="sse-config" content='{"origins":["${other.origin}"]}'>`;

test("another origin is refused by name, unless origins lists it", async () => {
  const stream = other.stream(fresh());
  const body = `<p id="p" hx-sse="connect:${other.url(stream.path)} swap:x">safe</p>`;
  const closed = await visit(body);
  await eventually(async () => expect(await heard(closed, "htmx:sseError")).toHaveLength(1));
  expect(closed.console.filter((text) => text.includes(`"origins":["${other.origin}"]`))).toHaveLength(1);
  expect(stream.attempts).toHaveLength(0);
  await closed.close();
  const open = await visit(body, { head: allowed });
  await stream.waitFor(1);
  stream.send({ event: "x", data: "let in" });
  await shows(open, "#p", "let in");
  await open.close();
});

/** A stream of the page's own server that leads to one of another origin, and a page that asks for it. */
async function redirected(transport: string) {
  const theirs = other.stream(fresh(), { replay: "all" });
  theirs.send({ event: "x", data: "<b>theirs</b>" });
  const moved = server.stream(fresh());
  moved.respond(faults.redirect(other.url(theirs.path), 302));
  const body = `<p id="p" hx-sse="connect:${moved.path} swap:x transport:${transport} retry:10">safe</p>`;
  return { theirs, moved, body };
}

test("transport:eventsource: a redirect to another origin is not read, unless origins lists it", async () => {
  const { theirs, moved, body } = await redirected("eventsource");
  const closed = await visit(body);
  await eventually(async () => expect((await heard(closed, "htmx:sseClose"))[0]?.[2]["type"]).toBe("error"));
  await theirs.waitFor(0);
  await shows(closed, "#p", "safe");
  expect(closed.console.some((text) => text.includes(other.origin) && text.includes("origins"))).toBe(true);
  expect(moved.attempts).toHaveLength(1);
  await closed.close();
  const open = await visit(body, { head: allowed });
  await shows(open, "#p", "<b>theirs</b>");
  await open.close();
});

test.each([
  ["", ""],
  [", not even one that origins lists", allowed],
])("transport:fetch: a redirect never leads to another origin%s", async (_, head) => {
  const { theirs, moved, body } = await redirected("fetch");
  const tab = await visit(body, { head });
  // It fails like a server that is away, until that looks wrong.
  await eventually(() => expect(tab.console.some((text) => text.includes("(redirect)"))).toBe(true));
  expect(moved.attempts.length).toBeGreaterThan(2);
  expect(theirs.attempts).toHaveLength(0);
  await shows(tab, "#p", "safe");
  await tab.close();
});

const third = await startServer();
third.cors(true);
afterAll(() => third.close());
const leading = [
  ["no origin is listed", "", ""],
  ["another origin is listed", "", allowed],
  ["the listed origin redirects", other.origin, allowed],
] as const;

test.each(leading)("%s: a request that is redirected elsewhere takes nothing there", async (_, from, head) => {
  const moved = (from ? other : server).stream(fresh());
  moved.respond(faults.redirect(third.url("/elsewhere"), 307));
  const attributes = (verb: string): string => `hx-${verb}="${from}${moved.path}" hx-headers='{"X-Secret":"s"}'`;
  const tab = await visit(
    `<form ${attributes("post")}><input name="card" value="4711"></form><button ${attributes("get")} hx-target="#out"></button><p id="out">safe</p>`,
    { head },
  );
  await tab.page.evaluate(`document.querySelector("form").requestSubmit(); document.querySelector("button").click()`);
  await eventually(() => expect(tab.console.filter((text) => text.includes("(sendError)"))).toHaveLength(2));
  expect(third.requests).toEqual([]);
  await shows(tab, "#out", "safe");
  await tab.close();
});

const refused = [
  "javascript:alert(1)",
  "data:text/event-stream,event:x%0Adata:1%0A%0A",
  "blob:http://127.0.0.1/5",
  "file:///etc/passwd",
  "ws://127.0.0.1/x",
  "//user:secret@127.0.0.1/x",
  "http://[",
];

test("only http(s) without a password in it is ever connected to", async () => {
  const tab = await visit(refused.map((url, i) => `<i id="u${i}" hx-sse="connect:${url} swap:x">safe</i>`).join(""));
  await eventually(async () => expect(await heard(tab, "htmx:sseError")).toHaveLength(refused.length));
  expect(await tab.page.evaluate("sse.registry.connections.length")).toBe(0);
  expect(tab.errors).toEqual([]);
  await tab.close();
});

const regions = [
  ["no htmx", "hx-disable", ""],
  ["no htmx", "data-hx-disable", ""],
  ["no htmx", "hx-ignore", ""],
  ["htmx 2", "hx-disable", `<script src="/htmx2/htmx.min.js"></script>`],
  ["htmx 4", "hx-disable", `<script src="/htmx4/htmx.min.js"></script>`],
  ["htmx 4", "hx-ignore", `<script src="/htmx4/htmx.min.js"></script>`],
] as const;

test.each(regions)("%s: a region with %s is dead, and nothing is swapped into it", async (_, attribute, htmx) => {
  const [stream, path] = [server.stream(fresh()), `${fresh()}/asked`];
  const [dead, late] = [server.stream(fresh()), server.stream(fresh())];
  server.get(path, () => "asked");
  const markup = (at: string): string =>
    `<i hx-sse="connect:${at} swap:x"></i><b hx-sse="swap:x">quiet</b><u hx-get="${path}" hx-trigger="sse:x"></u>`;
  const tab = await visit(
    `<main id="m" hx-sse="connect:${stream.path}">
       <div id="r" ${attribute}>${markup(dead.path)}</div>
       <p hx-sse="swap:fill" hx-target="#w"></p><div ${attribute}><div id="w"></div></div>
       <div id="later"><b hx-sse="swap:x">quiet</b><u hx-sse="connect:${late.path}"></u></div>
       <p id="alive" hx-sse="swap:x"></p>
     </main>`,
    { scripts: htmx + scriptTag },
  );
  await Promise.all([stream.waitFor(1), late.waitFor(1)]);
  stream.send({ event: "fill", data: markup(dead.path) });
  await eventually(() => expect(tab.console.some((text) => text.includes("(disabled)"))).toBe(true));
  await tab.page.evaluate((name) => document.querySelector("#later")?.setAttribute(name, ""), attribute);
  await late.waitFor(0);
  stream.send({ event: "x", data: "loud" });
  await shows(tab, "#alive", "loud");
  expect(await tab.page.locator("b").allTextContents()).toEqual(["quiet", "quiet"]);
  expect(dead.attempts).toHaveLength(0);
  // Set free again, it hears.
  await tab.page.evaluate((name) => document.querySelector("#later")?.removeAttribute(name), attribute);
  await late.waitFor(1);
  stream.send({ event: "x", data: "free" });
  await shows(tab, "#later b", "free");
  expect(server.requests.filter((request) => request.path === path)).toHaveLength(0);
  await tab.close();
});

test("the element itself dies when it gets hx-disable", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`<p id="s" hx-sse="connect:${stream.path} swap:x"></p>`);
  await stream.waitFor(1);
  await tab.page.evaluate(`s.setAttribute("hx-disable", "")`);
  await stream.waitFor(0);
  await tab.close();
});
