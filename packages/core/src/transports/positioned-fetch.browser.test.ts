/** How a position gets to a server of another origin, which a browser asks for permission first. */
import { type EventStream, eventually, type Fault, faults, type OpenPage, startServer } from "@sse/testkit";
import { afterAll, beforeEach, expect, test } from "vitest";
import { connecting, heardBy, startTabs } from "../../test/tabs.ts";

const { server, open: openTab } = await startTabs();
const elsewhere = await startServer();
afterAll(() => elsewhere.close());
beforeEach(() => elsewhere.cors(true));

const EVERYONE = { "Access-Control-Allow-Origin": "*" };

/** A tab with a stream, and the gaps that it hears of. */
const open = (url: string, options = "{}", registry = "{}"): Promise<OpenPage> =>
  openTab(
    `${connecting(url, { options: `{ retry: { min: 1, max: 20 }, ...${options} }`, registry })}
    globalThis.gaps = [];
    lease.onGap(({ reason, position, resumedAt }) => gaps.push([reason, position, resumedAt].join(" ").trim()));`,
  );

const gapsOf = (tab: OpenPage) => tab.page.evaluate<string[]>("gaps");

/** Sends events and waits until the tab has heard all, each once and in order. */
async function say(stream: EventStream, tab: OpenPage, to: number): Promise<void> {
  const heard = await heardBy(tab);
  for (let number = heard.length + 1; number <= to; number++) stream.send({ data: String(number) });
  const all = Array.from({ length: to }, (_, index) => String(index + 1));
  await eventually(async () => expect(await heardBy(tab)).toEqual(all));
}

/** Answers no preflight; the rest as `then` does, or well. */
const noPreflight =
  (then: Fault = ({ join }) => join()): Fault =>
  (exchange) =>
    exchange.request.method === "OPTIONS" ? void exchange.response.writeHead(405).end() : then(exchange);

test.each<[string, Fault[]]>([
  ["is refused twice", [faults.refuse(), faults.refuse()]],
  ["is refused for long", Array.from({ length: 5 }, () => faults.refuse())],
  ["fails at times", [faults.refuse(), faults.status(503), faults.refuse(), faults.status(502)]],
])("a stream of another origin that breaks, and then %s, goes on from its position", async (_, met) => {
  const path = `/broken-${met.length}-${Math.random()}`;
  const stream = elsewhere.stream(path, { replay: "missed" });
  const tab = await open(elsewhere.url(path));
  await stream.waitFor(1);
  await say(stream, tab, 3);
  stream.respondNext(...met);
  stream.drop();
  await say(stream, tab, 6);
  expect(stream.opened.at(-1)?.lastEventId).toBe("3");
  expect(await gapsOf(tab)).toEqual([]);
  await tab.close();
});

test("where the header is refused, the position goes by query", async () => {
  elsewhere.cors(false);
  const stream = elsewhere.stream("/by-query", { replay: "missed", positionIn: "lastEventId", headers: EVERYONE });
  stream.respond(noPreflight());
  const tab = await open(elsewhere.url("/by-query?a=1"));
  await stream.waitFor(1);
  await say(stream, tab, 3);
  for (const to of [6, 9]) {
    stream.drop();
    await stream.waitFor(0);
    await say(stream, tab, to);
  }
  expect(stream.opened.map(({ url }) => url)).toEqual([
    "/by-query?a=1",
    "/by-query?a=1&lastEventId=3",
    "/by-query?a=1&lastEventId=6",
  ]);
  expect(await gapsOf(tab)).toEqual([]);
  await tab.close();
});

test.each<[string, number, Record<string, string>]>([
  ["403 and no CORS headers", 403, {}],
  ["401", 401, EVERYONE],
  ["500", 500, EVERYONE],
])("a server that answers a query with %s, and takes no header, streams on, with a gap", async (_, status, headers) => {
  elsewhere.cors(false);
  const path = `/signed-${status}`;
  const stream = elsewhere.stream(path, { replay: "missed", headers: EVERYONE });
  const signed: Fault = ({ request, response, join }) =>
    request.url.includes("lastEventId") ? void response.writeHead(status, headers).end() : join();
  stream.respond(noPreflight(signed));
  const tab = await open(elsewhere.url(`${path}?sig=a%20b~&flag`));
  await stream.waitFor(1);
  await say(stream, tab, 2);
  stream.drop();
  await eventually(async () => expect(await gapsOf(tab)).toEqual(["refused 2"]));
  await say(stream, tab, 3);
  const asked = elsewhere.requests.flatMap(({ method, url }) => (url.startsWith(path) && method === "GET" ? url : []));
  expect(new Set(asked)).toEqual(new Set([`${path}?sig=a%20b~&flag`, `${path}?sig=a%20b~&flag&lastEventId=2`]));
  await tab.close();
});

test("where neither gets through, the stream goes on and tells of the gap", async () => {
  elsewhere.cors(false);
  const stream = elsewhere.stream("/lossy", { replay: "missed", headers: EVERYONE });
  stream.respond(noPreflight());
  const tab = await open(elsewhere.url("/lossy"));
  await stream.waitFor(1);
  await say(stream, tab, 3);
  stream.drop();
  await stream.waitFor(0);
  stream.send({ data: "lost" });
  await stream.waitFor(1);
  stream.send({ data: "after" });
  await eventually(async () => expect(await gapsOf(tab)).toEqual(["refused 3"]));
  expect(await heardBy(tab)).toEqual(["1", "2", "3", "after"]);
  await tab.close();
});

test("a server that knows no such parameter is asked without it, and the gap is told at once", async () => {
  elsewhere.cors(false);
  const stream = elsewhere.stream("/strict", { headers: EVERYONE });
  stream.respond(
    noPreflight((exchange) => {
      if (!exchange.request.query.has("lastEventId")) return exchange.join();
      exchange.response.writeHead(400, EVERYONE).end();
    }),
  );
  const tab = await open(elsewhere.url("/strict"), `{ lastEventId: "7" }`);
  await stream.waitFor(1);
  // Firefox tells of a response only when its body begins.
  stream.comment();
  await eventually(async () => expect(await gapsOf(tab)).toEqual(["refused 7"]));
  expect(stream.opened[0]?.url).toBe("/strict");
  await tab.close();
});

test("a server whose response names the position needs no proof", async () => {
  elsewhere.cors(false);
  const headers = { ...EVERYONE, "Access-Control-Expose-Headers": "Last-Event-ID" };
  const stream = elsewhere.stream("/confirms", { headers });
  stream.respond(
    noPreflight(({ request, head, join }) => {
      head({ "Last-Event-ID": request.query.get("lastEventId") ?? "none" });
      join();
    }),
  );
  const tab = await open(elsewhere.url("/confirms"), `{ lastEventId: "a" }`);
  await stream.waitFor(1);
  stream.send({ data: "1", id: "z" });
  await eventually(async () => expect(await heardBy(tab)).toEqual(["1"]));
  expect(await gapsOf(tab)).toEqual([]);
  await tab.close();
});

test.each(["fetch", "eventsource"])("resumeBy sends a parameter of that name, by %s", async (transport) => {
  elsewhere.cors(false);
  const path = `/named-${transport}`;
  const stream = elsewhere.stream(path, { replay: "missed", positionIn: "since", headers: EVERYONE });
  stream.respond(noPreflight());
  const tab = await open(elsewhere.url(path), `{ transport: "${transport}", resumeBy: { query: "since" } }`);
  await stream.waitFor(1);
  stream.write("retry: 1\n\n");
  await say(stream, tab, 2);
  for (const to of [4, 6]) {
    stream.drop();
    await stream.waitFor(0);
    await say(stream, tab, to);
  }
  expect(stream.opened.map(({ url }) => url)).toEqual([path, `${path}?since=2`, `${path}?since=4`]);
  expect(stream.opened.map(({ lastEventId }) => lastEventId)).toEqual([undefined, undefined, undefined]);
  await tab.close();
});

test("a factory's streams are made anew from the position, by query", async () => {
  const stream = server.stream("/factory", { replay: "missed", positionIn: "lastEventId" });
  const tab = await open("/factory", "{}", "{ createEventSource: (...given) => new EventSource(...given) }");
  await stream.waitFor(1);
  stream.write("retry: 1\n\n");
  await say(stream, tab, 2);
  stream.respondNext(faults.status(503));
  stream.drop();
  await stream.waitForAttempts(3);
  await say(stream, tab, 4);
  // From now on the position stands in the URL: the browser is not left to reconnect to an old one.
  stream.drop();
  await stream.waitFor(0);
  stream.write(":\n\n");
  await say(stream, tab, 6);
  expect(stream.opened.map(({ url }) => url)).toEqual(["/factory", "/factory?lastEventId=2", "/factory?lastEventId=4"]);
  expect(await gapsOf(tab)).toEqual([]);
  await tab.close();
});

test("an event without an ID does not take the position from a stream that was made anew", async () => {
  const stream = server.stream("/without-id", { headers: EVERYONE });
  const factory = "{ createEventSource: (...given) => new EventSource(...given) }";
  const tab = await open("/without-id", `{ lastEventId: "5" }`, factory);
  await stream.waitFor(1);
  stream.send({ data: "no id" });
  await eventually(async () => expect(await heardBy(tab)).toEqual(["no id"]));
  expect(await tab.page.evaluate("lease.connection.lastEventId")).toBe("5");
  await tab.close();
});
