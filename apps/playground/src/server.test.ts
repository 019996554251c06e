import { connect } from "node:net";
import { eventually } from "@sse/testkit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { requireBundle } from "./assets.ts";
import { paths } from "../test/pages.ts";
import { type RunningServer, startServer } from "./server.ts";
import { fragmentKinds } from "./examples/fragments.ts";
import { pause } from "./examples/streams.ts";

let server: RunningServer;
beforeEach(async () => {
  server = await startServer({ port: 0, host: "127.0.0.1" });
});
afterEach(() => server.stop());

const get = (path: string, options?: RequestInit): Promise<Response> => fetch(server.url + path, options);

/** Reads a stream until it has this many events, then leaves it. */
async function events(path: string, count: number, options?: RequestInit): Promise<string[]> {
  const response = await get(path, options);
  const found: string[] = [];
  let rest = "";
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const blocks = (rest + chunk).split("\n\n");
    rest = blocks.pop() ?? "";
    found.push(...blocks.filter((block) => block.includes("data:")));
    if (found.length >= count) break;
  }
  return found;
}

test.each(fragmentKinds)("/%s.html streams unnamed events with HTML fragments", async (kind) => {
  const response = await get(`/${kind}.html`);
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  await response.body?.cancel();
  const found = await events(`/${kind}.html`, 2);
  expect(found.every((event) => /^id: \d+\ndata: </.test(event))).toBe(true);
});

test("?types= names the events, in turn", async () => {
  const found = await events("/posts.html?types=Event1,%20Event2", 4);
  expect(new Set(found.map((event) => /^event: (.*)$/m.exec(event)?.[1]))).toEqual(new Set(["Event1", "Event2"]));
});

test("line breaks in ?types= cannot write fields of their own", async () => {
  const [event] = await events("/posts.html?types=a%0Adata:%20injected", 1);
  expect(event).toMatch(/^event: adata: injected$/m);
});

test("a reader that comes back is counted on from its last event ID", async () => {
  const [event] = await events("/todos.html", 1, { headers: { "Last-Event-ID": "41" } });
  expect(event).toMatch(/^id: 42$/m);
});

test("?every= sets the pace, within bounds", () => {
  expect(pause("1800")()).toBe(1800);
  expect(pause("9e9")()).toBe(60_000);
  for (const odd of [undefined, "", "0", "-5", "1", "x"]) expect(pause(odd)()).toBeGreaterThanOrEqual(200);
});

test("asking for the head of a stream opens none", async () => {
  const response = await get("/posts.html", { method: "HEAD" });
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  expect(await response.text()).toBe("");
});

test("an address with a slash too many leads to the page", async () => {
  expect(new URL((await get("/examples/")).url).pathname).toBe("/examples");
});

test("/page/random is a fragment", async () => {
  const response = await get("/page/random");
  expect(response.headers.get("content-type")).toContain("text/html");
  expect(await response.text()).toMatch(/^<article/);
});

const [titles, descriptions] = [new Map<string, string>(), new Map<string, string>()];

test.each(paths)(
  "%s has a title and a description of its own, an address to share, and a strict policy",
  async (path) => {
    const response = await get(path);
    const text = await response.text();
    expect(response.status).toBe(200);
    const found = (pattern: RegExp): string => pattern.exec(text)?.[1] ?? "";
    const title = found(/<title>([^<]{8,70})<\/title>/);
    const description = found(/<meta name="description" content="([^"]{30,200})"/);
    expect(titles.get(title), title).toBeUndefined();
    expect(descriptions.get(description), description).toBeUndefined();
    titles.set(title, path);
    descriptions.set(description, path);
    expect(found(/<meta property="og:title" content="([^"]*)"/)).toBe(title);
    expect(found(/<meta property="og:description" content="([^"]*)"/)).toBe(description);
    expect(found(/<link rel="canonical" href="([^"]*)"/)).toBe(path);
    expect(response.headers.get("content-security-policy")).toContain("script-src 'self'");
    expect(text.replaceAll(/<textarea[^]*?<\/textarea>/g, "")).not.toMatch(
      /<script(?![^>]* src=)|<style|\sstyle=|\son[a-z]+=/,
    );
  },
);

test("an unknown address is a page that leads back", async () => {
  const response = await get("/nowhere");
  expect(response.status).toBe(404);
  expect(await response.text()).toContain('href="/"');
});

test("what another site sends on a visitor's behalf is refused", async () => {
  const response = await get("/anything", { method: "POST", headers: { "Sec-Fetch-Site": "cross-site" } });
  expect(response.status).toBe(403);
});

test.each([
  [{ Origin: "https://evil.example" }, 403],
  [{ Origin: "null" }, 403],
  [{ Origin: "not an origin" }, 403],
  [{ Origin: "https://evil.example", "Sec-Fetch-Site": "same-origin" }, 404],
  [{}, 404],
])("where a browser does not say Sec-Fetch-Site, the origin %o is compared with the host", async (headers, status) => {
  expect((await get("/anything", { method: "POST", headers })).status).toBe(status);
});

test("a page of this very host may post", async () => {
  const { origin } = new URL(server.url);
  expect((await get("/anything", { method: "POST", headers: { Origin: origin } })).status).toBe(404);
});

test.each(["/gallery/chat/say", "/gallery/answer", "/gallery/servers/say", `/editor/${"0".repeat(32)}/send`])(
  "a body of %s that is no form is answered with 400",
  async (path) => {
    const headers = { "Content-Type": "multipart/form-data; boundary=x" };
    expect((await get(path, { method: "POST", headers, body: "--y\r\nnonsense" })).status).toBe(400);
    const without = { "Content-Type": "multipart/form-data" };
    expect((await get(path, { method: "POST", headers: without, body: "--y" })).status).toBe(400);
  },
);

test("a body that is half sent is cut within seconds", async () => {
  const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
  let closed = false;
  socket.on("close", () => (closed = true)).on("error", () => {});
  socket.resume();
  socket.write(
    "POST /gallery/chat/say HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nroom=a",
  );
  await eventually(() => expect(closed).toBe(true));
});

test.each(["/posts.html", "/gallery/chat/stream", "/faults/" + "0".repeat(32) + "/stream", "/gallery/presence/stream"])(
  "the stream %s is not to be taken for anything else",
  async (path) => {
    const response = await get(path);
    await response.body?.cancel();
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  },
);

test("going, it says so to nobody new, and ends its streams in good order", async () => {
  const response = await get("/posts.html");
  const ended = response.text().then(() => "ended");
  await server.drain();
  expect(await ended).toBe("ended");
  await expect(get("/")).rejects.toThrow("fetch failed");
  server = await startServer({ port: 0, host: "127.0.0.1" });
});

test("a chat without a room for one more says when to come again", async () => {
  const rooms: Response[] = [];
  for (let room = 0; room < 50; room++) rooms.push(await get(`/gallery/chat/stream?room=room-${room}`));
  const refused = await get("/gallery/chat/stream?room=one-more");
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "30"]);
  const body = new URLSearchParams({ room: "another", text: "x" });
  expect((await get("/gallery/chat/say", { method: "POST", body })).status).toBe(503);
  for (const room of rooms) await room.body?.cancel();
});

test("a request that brings too much is refused", async () => {
  const body = new URLSearchParams({ room: "a", text: "x".repeat(100_000) });
  expect((await get("/gallery/chat/say", { method: "POST", body })).status).toBe(413);
});

test("stopping cuts the open streams and frees the port", async () => {
  const response = await get("/posts.html");
  const ended = response.text().then(
    () => "ended",
    () => "cut",
  );
  await server.stop();
  expect(await ended).toBe("cut");
  await expect(get("/")).rejects.toThrow("fetch failed");
  server = await startServer({ port: 0, host: "127.0.0.1" });
});

test("a missing bundle is reported with the command that builds it", async () => {
  await expect(requireBundle("/nowhere/sse.min.js")).rejects.toThrow(/npx --yes pnpm@[\d.]+ build$/);
});
