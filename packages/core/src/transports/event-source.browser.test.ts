import { eventually, faults, type OpenPage, startServer } from "@sse/testkit";
import { afterAll, beforeEach, expect, test } from "vitest";
import { connecting, startTabs, stepsOf } from "../../test/tabs.ts";

const { server, open: openTab } = await startTabs();
const elsewhere = await startServer();
afterAll(() => elsewhere.close());
beforeEach(() => elsewhere.cors(true));

/** Counts the native streams that a page makes. */
const COUNTING = `
  globalThis.natives = 0;
  globalThis.EventSource = class extends EventSource {
    constructor(...given) { super(...given); natives++; }
  };`;

function open(url: string, options = "{}", registry = "{}"): Promise<OpenPage> {
  return openTab(
    connecting(url, {
      options: `{ retry: { min: 1, max: 20 }, ...${options} }`,
      registry,
      names: ["message", "tick", "open", "error"],
      first: COUNTING,
    }),
  );
}

const NATIVE = `{ transport: "eventsource" }`;

const messagesOf = (tab: OpenPage) => tab.page.evaluate<string[]>("messages");
const transportOf = (tab: OpenPage) => tab.page.evaluate<string>("lease.connection.transport");
const nativesOf = (tab: OpenPage) => tab.page.evaluate<number>("natives");

test("across origins a stream is fetched, and its first request asks no permission beforehand", async () => {
  const stream = elsewhere.stream("/events", { headers: { "Access-Control-Allow-Origin": "*" } });
  const tab = await open(elsewhere.url("/events"));
  await stream.waitFor(1);
  expect(await transportOf(tab)).toBe("fetch");
  stream.send({ data: "1", id: "a" });
  stream.send({ event: "tick", data: "2" });
  const origin = elsewhere.origin;
  await eventually(async () => expect(await messagesOf(tab)).toEqual([`message 1 a ${origin}`, `tick 2 a ${origin}`]));
  expect(elsewhere.requests.map(({ method }) => method)).not.toContain("OPTIONS");
  await tab.close();
});

test("across origins, what needs fetch is fetched", async () => {
  const stream = elsewhere.stream("/post");
  const tab = await open(elsewhere.url("/post"), `{ method: "POST", body: "x" }`);
  await stream.waitFor(1);
  expect(await transportOf(tab)).toBe("fetch");
  await tab.close();
});

test("the native one is used where it is asked for", async () => {
  const stream = server.stream("/home");
  const tab = await open("/home");
  await stream.waitFor(1);
  expect(await transportOf(tab)).toBe("fetch");
  await tab.close();
  const native = await open("/home", NATIVE);
  await eventually(async () => expect(await transportOf(native)).toBe("eventsource"));
  await native.close();
});

test("a name that is subscribed later is heard, and events may be named open and error", async () => {
  const stream = server.stream("/names");
  const tab = await open("/names", NATIVE);
  await eventually(async () => expect(await stepsOf(tab)).toEqual(["open"]));
  await tab.page.evaluate(`lease.on("later", ({ type, data }) => { messages.push(type + data); })`);
  stream.send({ event: "open", data: "1" });
  stream.send({ event: "error", data: "2" });
  stream.send({ event: "later", data: "3" });
  const { origin } = server;
  await eventually(async () =>
    expect(await messagesOf(tab)).toEqual([`open 1  ${origin}`, `error 2  ${origin}`, "later3"]),
  );
  expect(await stepsOf(tab)).toEqual(["open"]);
  await tab.close();
});

test("while the browser reconnects by itself it is seen connecting, and keeps the last event ID", async () => {
  const stream = server.stream("/native", { replay: "missed" });
  const tab = await open("/native", NATIVE);
  await stream.waitFor(1);
  stream.write("retry: 1\n\n");
  stream.send({ data: "1" });
  await eventually(async () => expect((await messagesOf(tab)).length).toBe(1));
  stream.drop();
  await stream.waitForAttempts(2);
  await eventually(async () => expect(await stepsOf(tab)).toEqual(["open", "connecting SseNetworkError", "open"]));
  expect(stream.attempts[1]?.lastEventId).toBe("1");
  expect(await nativesOf(tab)).toBe(1);
  await tab.close();
});

test.each(["connectTimeout", "idle"])("a server may ask the browser to wait for longer than %s", async (limit) => {
  const stream = server.stream(`/later-${limit}`, { replay: "missed" });
  const tab = await open(stream.path, `{ transport: "eventsource", retry: {}, attempts: 2, ${limit}: 1000 }`);
  await stream.waitFor(1);
  stream.write("retry: 3000\n\n");
  stream.send({ data: "1" });
  await eventually(async () => expect((await messagesOf(tab)).length).toBe(1));
  stream.drop();
  stream.send({ data: "2" });
  await eventually(async () => expect((await messagesOf(tab)).length).toBe(2));
  expect((await stepsOf(tab)).slice(0, 3)).toEqual(["open", "connecting SseNetworkError", "open"]);
  expect(await nativesOf(tab)).toBe(1);
  await tab.close();
});

test("a wait of the browser that is longer than the maximum of the page, and of what it may last, is cut short", async () => {
  const stream = server.stream("/too-late", { replay: "missed" });
  const tab = await open("/too-late", `{ transport: "eventsource", retry: { min: 1, max: 500 }, connectTimeout: 500 }`);
  await stream.waitFor(1);
  stream.write("retry: 600000\n\n");
  stream.send({ data: "1" });
  await eventually(async () => expect((await messagesOf(tab)).length).toBe(1));
  stream.drop();
  stream.send({ data: "2" });
  await eventually(async () => expect((await messagesOf(tab)).length).toBe(2));
  expect((await stepsOf(tab)).slice(0, 3)).toEqual(["open", "connecting SseNetworkError", "waiting SseTimeoutError"]);
  expect(await transportOf(tab)).toBe("fetch");
  await tab.close();
});

test("a server that ends at once and asks to come back at once is asked no faster than the bounds say", async () => {
  const stream = server.stream("/storm");
  stream.respond(faults.body(["retry: 0\n\n"]));
  const tab = await open("/storm", `{ transport: "eventsource", retry: { min: 60_000, max: 60_000 } }`);
  await eventually(async () => expect((await stepsOf(tab)).at(-1)).toMatch(/^waiting/));
  expect(stream.attempts.length).toBeLessThan(5);
  await tab.close();
});

test("a stream the browser gave up on is reopened by fetch, with the last event ID", async () => {
  const stream = elsewhere.stream("/given-up", { replay: "missed" });
  const tab = await open(elsewhere.url("/given-up"), NATIVE);
  await stream.waitFor(1);
  stream.write("retry: 1\n\n");
  stream.send({ data: "1" });
  await eventually(async () => expect((await messagesOf(tab)).length).toBe(1));
  stream.respondNext(faults.status(503));
  stream.drop();
  stream.send({ data: "2" });
  await eventually(async () => expect((await messagesOf(tab)).length).toBe(2));
  expect(await transportOf(tab)).toBe("fetch");
  expect(stream.opened.map(({ lastEventId }) => lastEventId)).toEqual([undefined, "1"]);
  await tab.close();
});

test.each([
  ["204 ends it in silence", 204, "closed ended"],
  ["401 ends it with an error", 401, "closed error SseHttpError 401"],
])("a native stream does not loop: %s", async (_, status, last) => {
  const stream = elsewhere.stream(`/refused-${status}`);
  stream.respond(faults.status(status));
  const tab = await open(elsewhere.url(`/refused-${status}`), NATIVE);
  await eventually(async () => expect((await stepsOf(tab)).at(-1)).toBe(last));
  expect(stream.attempts.length).toBe(2);
  await tab.close();
});

test("an injected factory makes every stream, the reopened ones too", async () => {
  const stream = server.stream("/injected", { replay: "missed" });
  const factory = `{ createEventSource: (url, init) => {
    globalThis.made = [...(globalThis.made ?? []), init.withCredentials];
    return new EventSource(url, init);
  } }`;
  const tab = await open("/injected", `{ credentials: "include" }`, factory);
  await stream.waitFor(1);
  stream.respondNext(faults.status(503));
  await tab.page.evaluate("lease.connection.reconnect()");
  await stream.waitForAttempts(3);
  await stream.waitFor(1);
  expect(await tab.page.evaluate("made")).toEqual([true, true, true]);
  expect(await transportOf(tab)).toBe("eventsource");
  await tab.close();
});

test("a factory that comes late makes the streams from then on, and its events need no data", async () => {
  const tab = await open("/nothing", "{}", "globalThis.late = {}");
  const heard = await tab.page.evaluate(`(() => {
    const heard = [];
    const source = new EventTarget();
    late.createEventSource = () => Object.assign(source, { readyState: 1, close() {} });
    registry.connect("/late").on("tick", ({ data, lastEventId }) => heard.push([data, lastEventId]));
    source.dispatchEvent(new Event("open"));
    source.dispatchEvent(Object.assign(new Event("tick"), { data: undefined }));
    source.dispatchEvent(new MessageEvent("tick", { data: "1", lastEventId: "7" }));
    return heard;
  })()`);
  expect(heard).toEqual([
    ["", ""],
    ["1", "7"],
  ]);
  await tab.close();
});

test("a released lease closes the native stream", async () => {
  const stream = server.stream("/released");
  const tab = await open("/released", NATIVE);
  await stream.waitFor(1);
  await tab.page.evaluate("lease.release()");
  await stream.waitFor(0);
  expect(stream.attempts.length).toBe(1);
  await tab.close();
});

test.each([
  ["eventsource", "include", true],
  ["eventsource", "same-origin", false],
  ["fetch", "include", true],
  ["fetch", "same-origin", false],
  ["fetch", "omit", false],
])("across origins, %s with credentials %s sends cookies: %s", async (transport, credentials, sent) => {
  const path = `/cookies-${transport}-${credentials}`;
  const stream = elsewhere.stream(path);
  // Another port is another origin, but the same site: its cookies are those of this host.
  server.page("/cookie", "", { "Set-Cookie": "known=1" });
  const tab = await open("/nothing");
  await tab.page.goto(server.url("/cookie"));
  await tab.page.goto(tab.url);
  await tab.page.evaluate(
    `registry.connect("${elsewhere.url(path)}", { transport: "${transport}", credentials: "${credentials}" }).connection.id`,
  );
  await stream.waitFor(1);
  expect(stream.opened[0]?.headers.cookie).toBe(sent ? "known=1" : undefined);
  await tab.close();
});
