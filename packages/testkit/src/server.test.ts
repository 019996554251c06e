import { afterAll, expect, test, vi } from "vitest";
import { eventually, faults, type LoggedRequest, startServer } from "./index.ts";
import { reset } from "./exchange.ts";

// Floods and 20 MB events, on machines that have other things to do.
vi.setConfig({ testTimeout: 60_000 });

const server = await startServer();
afterAll(() => server.close());
let paths = 0;
const fresh = (): string => `/stream-${++paths}`;

async function open(path: string, headers: Record<string, string> = {}) {
  const abort = new AbortController();
  const response = await fetch(server.url(path), { headers, signal: abort.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  return {
    response,
    /** Reads until `wanted` was in the text. */
    async reads(wanted: string): Promise<string> {
      // Looking through all of a flood again and again takes too long: only at its end.
      for (let end = text; !end.includes(wanted);) {
        const piece = await reader?.read();
        if (!piece || piece.done) throw new Error(`ended at: ${end}`);
        text += piece.value;
        end = end.slice(-wanted.length) + piece.value;
      }
      return text;
    },
    async rest(): Promise<string> {
      for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) text += piece.value;
      return text;
    },
    close: () => abort.abort(),
  };
}

test("an event that is sent reaches every open connection", async () => {
  const stream = server.stream(fresh());
  const one = await open(stream.path);
  const two = await open(stream.path);
  await stream.waitFor(2);
  stream.send({ event: "tick", data: "a\nb", retry: 5 });
  for (const reader of [one, two]) {
    expect(await reader.reads("b\n\n")).toBe("event: tick\nretry: 5\ndata: a\ndata: b\n\n");
    reader.close();
  }
  await stream.waitFor(0);
  expect(stream.opened).toHaveLength(2);
});

test("a replaying stream gives what followed the last event ID", async () => {
  const stream = server.stream(fresh(), { replay: "missed" });
  expect(["a", "b", "c"].map((data) => stream.send({ data }))).toEqual(["1", "2", "3"]);
  const reader = await open(stream.path, { "Last-Event-ID": "1" });
  expect(await reader.reads("c\n\n")).toBe("id: 2\ndata: b\n\nid: 3\ndata: c\n\n");
  expect(stream.opened[0]?.lastEventId).toBe("1");
  reader.close();
});

test("a replaying stream gives nothing old to a newcomer, unless it replays all", async () => {
  const missed = server.stream(fresh(), { replay: "missed" });
  const all = server.stream(fresh(), { replay: "all" });
  for (const stream of [missed, all]) stream.send({ data: "old" });
  const [one, two] = [await open(missed.path), await open(all.path)];
  for (const stream of [missed, all]) stream.send({ data: "new" });
  expect(await one.reads("new\n")).not.toContain("old");
  expect(await two.reads("new\n")).toContain("old");
  one.close();
  two.close();
});

test("a dropped connection ends in an error, an ended one does not", async () => {
  const stream = server.stream(fresh());
  for (const way of ["drop", "reset"] as const) {
    const reader = await open(stream.path);
    await stream.waitFor(1);
    stream[way]();
    await expect(reader.rest(), way).rejects.toThrow("terminated");
    await stream.waitFor(0);
  }
  const reader = await open(stream.path);
  await stream.waitFor(1);
  stream.end();
  expect(await reader.rest()).toBe("");
});

test("faults meet one connection each, in order, then the stream is good", async () => {
  const stream = server.stream(fresh());
  stream.respondNext(faults.refuse(), faults.status(503, { retryAfter: "7" }), faults.wrongType());
  await expect(open(stream.path)).rejects.toThrow("fetch failed");
  const busy = await open(stream.path);
  expect([busy.response.status, busy.response.headers.get("retry-after")]).toEqual([503, "7"]);
  expect((await open(stream.path)).response.headers.get("content-type")).toBe("text/html");
  const good = await open(stream.path);
  await stream.waitFor(1);
  good.close();
  expect([stream.attempts.length, stream.opened.length]).toEqual([4, 1]);
});

test("a reset of a connection that is just ending leaves no socket", async () => {
  const own = await startServer();
  const count = () => process.getActiveResourcesInfo().filter((name) => name === "TCPSocketWrap").length;
  own.handle("/ending", (_, { socket }) => {
    socket?.end();
    process.nextTick(reset, socket);
  });
  const before = count();
  await expect(fetch(own.url("/ending"))).rejects.toThrow("fetch failed");
  await own.close();
  await eventually(() => expect(count()).toBeLessThanOrEqual(before));
});

test("a reset may cut a character in two", async () => {
  const stream = server.stream(fresh());
  stream.respondNext(faults.resetAfter("data: é\n\n", 7));
  const reader = await open(stream.path);
  await expect(reader.rest()).rejects.toThrow("terminated");
});

test("a truncated chunk gives its bytes and then an error", async () => {
  const stream = server.stream(fresh());
  stream.respondNext(faults.truncatedChunk("data: cut"));
  const reader = await open(stream.path);
  expect(await reader.reads("data: cut")).toBe("data: cut");
  await expect(reader.rest()).rejects.toThrow("terminated");
});

test("a half-open connection gets no events and keeps its socket", async () => {
  const stream = server.stream(fresh());
  stream.respondNext(faults.halfOpen("data: first\n\n"));
  const reader = await open(stream.path);
  await reader.reads("first\n\n");
  stream.send({ data: "second" });
  expect([stream.connections, stream.opened.length, stream.attempts.length]).toEqual([0, 0, 1]);
  expect(server.sockets).toBeGreaterThan(0);
  reader.close();
});

test("a silent server gives not even a status", async () => {
  const stream = server.stream(fresh());
  stream.respondNext(faults.silent());
  const abort = new AbortController();
  const answer = fetch(server.url(stream.path), { signal: abort.signal });
  await stream.waitForAttempts(1);
  abort.abort();
  await expect(answer).rejects.toThrow("aborted");
});

test("early hints come before a good stream", async () => {
  const stream = server.stream(fresh());
  for (const code of [102, 103] as const) {
    stream.respondNext(faults.informational(code));
    const reader = await open(stream.path);
    expect(reader.response.status).toBe(200);
    reader.close();
  }
});

test("a compressed stream delivers each event at once", async () => {
  const stream = server.stream(fresh());
  stream.respondNext(faults.gzip());
  const reader = await open(stream.path);
  await stream.waitFor(1);
  expect(reader.response.headers.get("content-encoding")).toBe("gzip");
  stream.send({ data: "one" });
  expect(await reader.reads("one\n\n")).toBe("data: one\n\n");
  stream.send({ data: "two" });
  await reader.reads("two\n\n");
  reader.close();
  await stream.waitFor(0);
});

test("a drip, a flood and a huge event end in a good stream", async () => {
  const stream = server.stream(fresh());
  const met = [
    [faults.drip("data: é\n\n"), "data: é\n\n"],
    [faults.flood(100_000), "data: 99999\n\n"],
    [faults.huge(20_000_000), "\n\n"],
  ] as const;
  for (const [fault, last] of met) {
    stream.respondNext(fault);
    const reader = await open(stream.path);
    await reader.reads(last);
    await stream.waitFor(1);
    stream.send({ data: "after" });
    await reader.reads("after\n\n");
    reader.close();
    await stream.waitFor(0);
  }
});

test("bodies come in the pieces they were given in, and garbage is the same for the same seed", async () => {
  const stream = server.stream(fresh());
  stream.respondNext(faults.body(["data: ", Uint8Array.of(0xc3), Uint8Array.of(0xa9), "\n\n"]));
  expect(await (await open(stream.path)).rest()).toBe("data: é\n\n");
  stream.respondNext(faults.garbage(500, 3), faults.garbage(500, 3), faults.garbage(500, 4));
  const noise = await Promise.all([1, 2, 3].map(async () => (await open(stream.path)).rest()));
  expect(new Set(noise).size).toBe(2);
});

test("a reader that does not read lets the stream's buffer grow", async () => {
  const stream = server.stream(fresh());
  const reader = await open(stream.path);
  await stream.waitFor(1);
  for (let index = 0; index < 200; index++) stream.send({ data: "x".repeat(100_000) });
  expect(stream.buffered).toBeGreaterThan(1_000_000);
  reader.close();
  await stream.waitFor(0);
  expect(stream.buffered).toBe(0);
});

test("a server that is down refuses, and comes back on the same port", async () => {
  const own = await startServer();
  own.page("/", "hello");
  const before = own.origin;
  await own.down();
  await expect(fetch(own.url("/"))).rejects.toThrow("fetch failed");
  await own.up();
  expect(await (await fetch(`${before}/`)).text()).toBe("hello");
  await own.restart();
  expect(await (await fetch(`${before}/`)).text()).toBe("hello");
  await own.close();
  await eventually(() => expect(own.sockets).toBe(0));
});

test("handlers see the request, with its body, and may return the answer", async () => {
  let seen: LoggedRequest | undefined;
  server.handle("/form", (request) => {
    seen = request;
    return { status: 201, headers: { "HX-Trigger": "made" }, body: "<p>made</p>" };
  });
  const response = await fetch(server.url("/form?a=1"), { method: "POST", body: "b=2" });
  expect([response.status, response.headers.get("hx-trigger"), await response.text()]).toEqual([
    201,
    "made",
    "<p>made</p>",
  ]);
  expect([seen?.method, seen?.query.get("a"), seen?.body]).toEqual(["POST", "1", "b=2"]);
  expect(server.requests.at(-1)).toBe(seen);
});

test("get answers no other method, unknown paths are 404", async () => {
  server.get("/only-get", () => "got");
  expect(await (await fetch(server.url("/only-get"))).text()).toBe("got");
  expect((await fetch(server.url("/only-get"), { method: "POST" })).status).toBe(405);
  expect((await fetch(server.url("/nowhere"))).status).toBe(404);
});

test("files are served with their type, and none from outside the folder", async () => {
  server.files("/src", import.meta.dirname);
  expect((await fetch(server.url("/src/wire.ts"))).status).toBe(200);
  expect((await fetch(server.url("/src/..%2fpackage.json"))).status).toBe(404);
});

test("other origins may read the answers only where that is allowed", async () => {
  server.page("/shared", "shared");
  const ask = async () => fetch(server.url("/shared"), { headers: { Origin: "http://other.test" } });
  expect((await ask()).headers.get("access-control-allow-origin")).toBeNull();
  server.cors(true);
  expect((await ask()).headers.get("access-control-allow-origin")).toBe("http://other.test");
  const preflight = await fetch(server.url("/shared"), {
    method: "OPTIONS",
    headers: { "Access-Control-Request-Headers": "last-event-id" },
  });
  expect([preflight.status, preflight.headers.get("access-control-allow-headers")]).toEqual([204, "last-event-id"]);
  server.cors(false);
});
