import {
  type EventStream,
  eventually,
  faults,
  openPage,
  type OpenPage,
  type PageOptions,
  sharedChromium,
  startServer,
} from "@sse/testkit";
import { afterAll, expect, test } from "vitest";
import { pageOf, type PeerName, peers } from "./peer.ts";

// What the table of the root README says of other libraries: a test for each of its rows.
const [browser, server, elsewhere] = await Promise.all([sharedChromium(), startServer(), startServer()]);
afterAll(() => Promise.all([server.close(), elsewhere.close()]));
const all = Object.keys(peers) as PeerName[];
let paths = 0;

/** A page of a peer whose body is made for the path of a stream of its own. */
async function open(peer: PeerName, body: (path: string) => string, options: PageOptions = {}) {
  const path = `/events-${++paths}`;
  const stream = server.stream(path, { replay: "missed" });
  const html = pageOf(server, peers[peer], body(path));
  return { stream, path, html, tab: await openPage(browser, server, html, options) };
}

/** Says something, and hangs up when it has been read: the break of a body takes away what has not. */
async function breakOff(stream: EventStream, { page }: OpenPage, last: string): Promise<void> {
  stream.write(last);
  await eventually(() => expect(stream.buffered).toBe(0));
  // What was written before a request of the page is with it before the response.
  await page.evaluate("fetch(location.href).then((response) => response.text())");
  stream.drop();
}

/** Before a page's scripts: every native EventSource stays findable, since one that has closed never comes back. */
const watched = `window.made = []; window.EventSource = class extends EventSource {
  constructor(...all) { super(...all); window.made.push(this); } };`;

/** The same: every timer is noted and cut short. */
const hurried = `window.waits = []; const later = setTimeout;
  window.setTimeout = (call, ms = 0, ...rest) => (waits.push(ms), later(call, ms > 30_000 ? ms : Math.min(ms, 20), ...rest));`;

test.each([
  ["htmx1", `<p hx-sse="swap:news"></p>`],
  ["htmx2", `<p sse-swap="news"></p>`],
] as const)("a named event becomes content, by attribute: %s", async (peer, inside) => {
  const { stream, tab } = await open(peer, (path) => peers[peer].source(path, inside));
  await stream.waitFor(1);
  stream.send({ event: "news", data: "<b>Live</b>" });
  await eventually(async () => expect(await tab.page.innerHTML("p")).toBe("<b>Live</b>"));
  await tab.close();
});

test("a named event is a DOM event, and only one without a name is content: htmx 4", async () => {
  const { stream, tab } = await open("htmx4", (path) => peers.htmx4.source(path));
  await stream.waitFor(1);
  await tab.page.evaluate(`document.addEventListener("news", (event) => (document.title = event.detail.data))`);
  stream.send({ event: "news", data: "Named" });
  await eventually(async () => expect(await tab.page.title()).toBe("Named"));
  expect(await tab.page.textContent("i")).toBe("");
  stream.send({ data: "Nameless" });
  await eventually(async () => expect(await tab.page.textContent("i")).toBe("Nameless"));
  await tab.close();
});

test.each([
  ["turbo", undefined, `<turbo-stream action="update" target="here"><template>Live</template></turbo-stream>`],
  ["datastar", "datastar-merge-fragments", `fragments <p id="here">Live</p>`],
] as const)("a name of one's own says nothing, content names its target itself: %s", async (peer, name, data) => {
  const { stream, tab } = await open(peer, (path) => peers[peer].source(path, `<p id="here">Before</p>`));
  await stream.waitFor(1);
  stream.send({ event: "news", data: data.replace("Live", "Named") });
  stream.send({ ...(name ? { event: name } : {}), data });
  await eventually(async () => expect(await tab.page.textContent("#here")).not.toBe("Before"));
  expect(await tab.page.textContent("#here")).toBe("Live");
  await tab.close();
});

test.each([
  ["htmx1", `<p hx-get="/asked" hx-trigger="sse:mail"></p>`],
  ["htmx2", `<p hx-get="/asked" hx-trigger="sse:mail"></p>`],
  ["htmx4", `<p hx-get="/asked" hx-trigger="mail from:body"></p>`],
] as const)("an event causes a request: %s", async (peer, inside) => {
  server.get("/asked", () => "Answer");
  const { stream, tab } = await open(peer, (path) => peers[peer].source(path, inside));
  await stream.waitFor(1);
  stream.send({ event: "mail", data: "1" });
  await eventually(async () => expect(await tab.page.textContent("p")).toBe("Answer"));
  await tab.close();
});

test("an event causes a request, that for the page itself or for a frame that it brings: turbo", async () => {
  server.get("/asked", () => `<turbo-frame id="frame">Answer</turbo-frame>`);
  const { stream, tab } = await open("turbo", (path) => peers.turbo.source(path, `<p id="here"></p>`));
  await stream.waitFor(1);
  const frame = `<turbo-frame id="frame" src="/asked"></turbo-frame>`;
  stream.send({ data: `<turbo-stream action="update" target="here"><template>${frame}</template></turbo-stream>` });
  await eventually(async () => expect(await tab.page.textContent("#frame")).toBe("Answer"));
  const own = (): number => server.requests.filter(({ url }) => tab.url.endsWith(url)).length;
  expect(own()).toBe(1);
  stream.send({ data: `<turbo-stream action="refresh"></turbo-stream>` });
  await eventually(() => expect(own()).toBe(2));
  await tab.close();
});

test("an event causes a request, by an expression on a signal: datastar", async () => {
  server.get("/asked", () => "Answer");
  const { stream, tab } = await open("datastar", (path) =>
    peers.datastar.source(path, `<p data-signals-mail="0" data-on-signal-change-mail="@get('/asked')"></p>`),
  );
  await stream.waitFor(1);
  stream.send({ event: "datastar-merge-signals", data: `signals {"mail": 1}` });
  await eventually(() =>
    expect(server.requests.some(({ path, headers }) => path === "/asked" && headers["datastar-request"])).toBe(true),
  );
  await tab.close();
});

test.each(all)("two sources of one URL are two connections, and so are two tabs: %s", async (peer) => {
  const { stream, path, html, tab } = await open(peer, (path) => peers[peer].source(path) + peers[peer].source(path));
  await stream.waitFor(2);
  const second = await openPage(tab.page.context(), server, html.replace(peers[peer].source(path), ""));
  await stream.waitFor(3);
  await second.close();
  await tab.close();
});

test.each(all)("a stream that breaks off is opened again, with the last event ID: %s", async (peer) => {
  const { stream, tab } = await open(peer, (path) => peers[peer].source(path));
  await stream.waitFor(1);
  await breakOff(stream, tab, "retry: 10\nid: 7\ndata: 7\n\n");
  await stream.waitForAttempts(2);
  expect(stream.attempts[1]?.lastEventId).toBe("7");
  await tab.close();
});

test.each(["htmx1", "turbo"] as const)("a 503 closes the stream for good: %s", async (peer) => {
  const { stream, tab } = await open(peer, (path) => peers[peer].source(path), { before: watched });
  await stream.waitFor(1);
  stream.respond(faults.status(503));
  await breakOff(stream, tab, "retry: 10\n\n");
  await eventually(async () =>
    expect(await tab.page.evaluate("made.map(({ readyState }) => readyState)")).toEqual([2]),
  );
  await tab.close();
});

test("a 503 is tried again, after times that are the same for all: htmx2", async () => {
  const { stream, tab } = await open("htmx2", (path) => peers.htmx2.source(path), { before: hurried });
  await stream.waitFor(1);
  stream.respondNext(faults.status(503), faults.status(503), faults.status(503));
  await breakOff(stream, tab, "retry: 10\n\n");
  await stream.waitForAttempts(5);
  expect(await tab.page.evaluate("waits.filter((ms) => ms >= 500)")).toEqual([500, 1000, 2000]);
  await tab.close();
});

test("a 503 is tried again, after times that differ, unless it is the first answer: htmx4", async () => {
  const body = (path: string): string => peers.htmx4.source(path);
  const { stream, tab, path } = await open("htmx4", body, { before: `${hurried} Math.random = () => 0;` });
  await stream.waitFor(1);
  stream.respondNext(faults.status(503));
  stream.drop();
  await stream.waitForAttempts(3);
  expect(await tab.page.evaluate("waits")).toEqual(expect.arrayContaining([500 * 0.7, 1000 * 0.7]));
  await tab.close();

  stream.respond(faults.status(503));
  const told = `addEventListener("htmx:finally:request", () => (document.title = "Over"), true);`;
  const again = await openPage(browser, server, pageOf(server, peers.htmx4, body(path)), {
    before: `${hurried} Math.random = () => 0; ${told}`,
  });
  await eventually(async () => expect(await again.page.title()).toBe("Over"));
  expect(await again.page.evaluate("waits")).not.toContain(500 * 0.7);
  expect(stream.attempts).toHaveLength(4);
  await again.close();
});

test("a 503 ends the stream, as its end does: datastar", async () => {
  const told = `document.addEventListener("datastar-sse", ({ detail }) => (document.title = detail.type));`;
  const { stream, tab } = await open("datastar", (path) => peers.datastar.source(path), { before: told });
  await stream.waitFor(1);
  stream.respond(faults.status(503));
  await breakOff(stream, tab, "retry: 10\n\n");
  await eventually(async () => expect(await tab.page.title()).toBe("finished"));
  expect(stream.attempts).toHaveLength(2);
  stream.respond(undefined);
  await tab.page.reload();
  await stream.waitFor(1);
  stream.end();
  await eventually(async () => expect(await tab.page.title()).toBe("finished"));
  expect(stream.attempts).toHaveLength(3);
  await tab.close();
});

test.each([
  ["htmx1", "connected, with cookies", "a=b"],
  ["htmx2", "connected, with cookies", "a=b"],
  ["turbo", "connected, without cookies", undefined],
  ["datastar", "connected, without cookies", undefined],
] as const)("another origin, %s: %s", async (peer, _, cookie) => {
  elsewhere.cors(true);
  const stream = elsewhere.stream(`/events-${peer}`);
  const { tab } = await open(peer, () => peers[peer].source(elsewhere.url(stream.path)), {
    before: `document.cookie = "a=b";`,
  });
  await stream.waitFor(1);
  expect(stream.attempts[0]?.headers.cookie).toBe(cookie);
  await tab.close();
});

test("another origin, htmx4: refused, as it is configured at first", async () => {
  const stream = elsewhere.stream("/events-htmx4");
  const { tab } = await open("htmx4", () => peers.htmx4.source(elsewhere.url(stream.path)), {
    before: `addEventListener("htmx:finally:request", () => (document.title = "Over"), true);`,
  });
  await eventually(async () => expect(await tab.page.title()).toBe("Over"));
  expect(await tab.page.evaluate("htmx.config.mode")).toBe("same-origin");
  expect(stream.attempts).toEqual([]);
  await tab.close();
});

test.each([
  ["htmx1", `<p hx-sse="conect:/nowhere swapp:news"></p>`],
  ["htmx2", `<p sse-conect="/nowhere" sse-swapp="news"></p>`],
  ["turbo", `<turbo-stream-sorce src="/nowhere"></turbo-stream-sorce>`],
  ["datastar", `<p data-on-lod="@get('/nowhere')" data-tetx="$news"></p>`],
] as const)("a mistake in an attribute is not mentioned: %s", async (peer, mistake) => {
  const { stream, tab } = await open(peer, (path) => mistake + peers[peer].source(path));
  await stream.waitFor(1);
  expect([tab.console, tab.errors]).toEqual([[], []]);
  await tab.close();
});

test("an attribute of before is mentioned: htmx4", async () => {
  const { tab } = await open("htmx4", (path) => `<p sse-connect="${path}" sse-swap="news"></p>`);
  await eventually(() => expect(tab.console.join()).toMatch(/sse-swap is removed in htmx 4/));
  expect(tab.console.join()).toMatch(/sse-connect is deprecated/);
  await tab.close();
});

test("an expression that is wrong is mentioned: datastar", async () => {
  const { tab } = await open("datastar", () => `<p data-on-load="@gte('/nowhere')"></p>`);
  await eventually(() => expect(tab.errors.join()).toMatch(/GenerateExpression/));
  await tab.close();
});
