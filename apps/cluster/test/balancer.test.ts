import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { eventually } from "@sse/testkit";
import { afterEach, expect, test } from "vitest";
import { type Balancer, startBalancer } from "../src/balancer.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

interface Backend {
  readonly name: string;
  readonly url: string;
  readonly asked: string[];
  stop(): Promise<void>;
}

/** A server that says that it is up, and answers everything else by `answer`; with its name where nothing is said. */
async function backend(name: string, answer?: RequestListener): Promise<Backend> {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    if (request.url === "/health") return response.end("up");
    asked.push(`${request.method} ${request.url}`);
    if (answer) return answer(request, response);
    return response.end(name);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  closing.push(stop);
  return { name, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, stop };
}

async function balance(...backends: Backend[]): Promise<Balancer> {
  const balancer = await startBalancer({ port: 0, backends });
  closing.push(() => balancer.close());
  await eventually(() => expect(balancer.up()).toHaveLength(backends.length));
  return balancer;
}

const text = async (url: string, options?: RequestInit): Promise<string> => (await fetch(url, options)).text();

test("streams go to the server that has the fewest", async () => {
  const open: RequestListener = (_, response) => void response.writeHead(200).write("open");
  const [one, other] = [await backend("one", open), await backend("other", open)];
  const balancer = await balance(one, other);
  for (let count = 0; count < 4; count++) await fetch(balancer.url);
  expect([one.asked.length, other.asked.length]).toEqual([2, 2]);
});

test("a server that refuses is passed over at once, and comes back when it is healthy", async () => {
  const [one, other] = [await backend("one"), await backend("other")];
  const balancer = await balance(one, other);
  await one.stop();
  for (let count = 0; count < 4; count++) expect(await text(balancer.url)).toBe("other");
  expect(balancer.up()).toEqual(["other"]);
});

const dying: RequestListener = (request) => void request.socket.destroy();

test.each([
  ["a GET", {}],
  ["a POST with a key", { method: "POST", body: "x", headers: { "Idempotency-Key": "1" } }],
])("%s whose server dies over it is sent to the next", async (_, options) => {
  const [one, other] = [await backend("one", dying), await backend("other")];
  const balancer = await balance(one, other);
  for (let count = 0; count < 2; count++) expect(await text(balancer.url, options)).toBe("other");
  expect(one.asked).toHaveLength(1);
});

test("a POST without a key is not sent twice: nobody knows whether it was heeded", async () => {
  const [one, other] = [await backend("one", dying), await backend("other", dying)];
  const balancer = await balance(one, other);
  const response = await fetch(balancer.url, { method: "POST", body: "x" });
  expect(response.status).toBe(503);
  expect(one.asked.length + other.asked.length).toBe(1);
});

test("bodies arrive whole, and whose they are is said by the balancer alone", async () => {
  const echo: RequestListener = (request, response) => {
    let body = "";
    request.on("data", (piece: Buffer) => (body += piece.toString()));
    request.on("end", () => response.end(JSON.stringify({ body, from: request.headers["x-forwarded-for"] })));
  };
  const balancer = await balance(await backend("one", echo));
  const said = await text(balancer.url, {
    method: "POST",
    body: "ü".repeat(1000),
    headers: { "X-Forwarded-For": "6.6.6.6" },
  });
  expect(JSON.parse(said)).toEqual({ body: "ü".repeat(1000), from: "127.0.0.1" });
});

test("a stream whose server dies is cut, not ended", async () => {
  const streaming: RequestListener = (_, response) => void response.writeHead(200).write("data: 1\n\n");
  const one = await backend("one", streaming);
  const balancer = await balance(one);
  const response = await fetch(balancer.url);
  await one.stop();
  await expect(response.text()).rejects.toThrow("terminated");
});

test("a client that leaves is not kept at its server", async () => {
  let left = false;
  const streaming: RequestListener = (_, response) => {
    response.on("close", () => (left = true));
    response.writeHead(200).write("data: 1\n\n");
  };
  const balancer = await balance(await backend("one", streaming));
  const leaving = new AbortController();
  await fetch(balancer.url, { signal: leaving.signal });
  leaving.abort();
  await eventually(() => expect(left).toBe(true));
});

test("where no server is up the answer is 503, with the time to come again", async () => {
  const one = await backend("one");
  const balancer = await balance(one);
  await one.stop();
  const response = await fetch(balancer.url);
  expect([response.status, response.headers.get("retry-after")]).toEqual([503, "1"]);
});
