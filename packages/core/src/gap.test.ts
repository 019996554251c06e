import { startServer, type TestServer } from "@sse/testkit";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createRegistry } from "./registry.ts";
import type { ConnectOptions, Registry } from "./types.ts";

vi.setConfig({ testTimeout: 30_000 });

let server: TestServer;
let registry: Registry;

beforeEach(async () => {
  server = await startServer();
  registry = createRegistry({ defaults: { retry: { min: 1, max: 20 } } });
});
afterEach(async () => {
  registry.dispose();
  await server.close();
});

function connect(path: string, options?: ConnectOptions) {
  const gaps: (string | undefined)[][] = [];
  const observed: string[] = [];
  registry.observe((each) => each.kind === "gap" && observed.push(each.gap.code));
  const lease = registry.connect(server.url(path), options);
  lease.onGap(({ reason, position, resumedAt }) => void gaps.push([reason, position, resumedAt]));
  const heard: string[] = [];
  lease.on("message", ({ data }) => void heard.push(data));
  return { lease, gaps, heard, observed };
}
const until = (met: () => unknown) => vi.waitUntil(met, { timeout: 30_000, interval: 5 });

test("a response that names another position than was asked for is a gap, told once for the same pair", async () => {
  const stream = server.stream("/events");
  stream.respond(({ head, join }) => {
    head({ "Last-Event-ID": "9" });
    join();
  });
  const { gaps, observed } = connect("/events", { lastEventId: "5" });
  await stream.waitFor(1);
  await until(() => gaps.length);
  for (let attempts = 2; attempts < 4; attempts++) {
    stream.drop();
    await stream.waitForAttempts(attempts);
    await stream.waitFor(1);
  }
  expect(gaps).toEqual([["truncated", "5", "9"]]);
  expect(observed).toEqual(["gap"]);
});

test.each([
  ["the same position", "5", "5"],
  // Node writes it as UTF-8, which browsers read byte by byte.
  ["the same position in bytes", "é", "é"],
  ["none", "5", undefined],
])("a response that names %s is no gap", async (_, lastEventId, answer) => {
  const stream = server.stream("/events");
  stream.respond(({ head, join }) => {
    head(answer === undefined ? {} : { "Last-Event-ID": answer });
    join();
  });
  const { gaps, heard } = connect("/events", { lastEventId });
  await stream.waitFor(1);
  stream.send({ data: "1", id: "77" });
  await until(() => heard.length);
  expect(gaps).toEqual([]);
});

test("the first request, which asks for no position, has no gap", async () => {
  const stream = server.stream("/events");
  stream.respond(({ head, join }) => {
    head({ "Last-Event-ID": "9" });
    join();
  });
  const { gaps, heard } = connect("/events");
  await stream.waitFor(1);
  stream.send({ data: "1" });
  await until(() => heard.length);
  expect(gaps).toEqual([]);
});

test("a position that no header carries goes by query, and is no loop", async () => {
  const stream = server.stream("/events", { replay: "missed", positionIn: "lastEventId" });
  const { gaps, heard } = connect("/events");
  await stream.waitFor(1);
  stream.send({ data: "1", id: "a\u0001b" });
  await until(() => heard.length === 1);
  stream.drop();
  await stream.waitFor(0);
  stream.send({ data: "2", id: "c" });
  await until(() => heard.length === 2);
  expect(stream.attempts.map(({ query }) => query.get("lastEventId"))).toEqual([null, "a\u0001b"]);
  // Whether the server has read it cannot be seen.
  expect(gaps).toEqual([["refused", "a\u0001b", undefined]]);
});

test("an event that means a reset is a gap to the lease that says so, and is heard like any other", async () => {
  const stream = server.stream("/events");
  const first = connect("/events", { resetOn: ["gone", "message"] });
  const second = connect("/events");
  await stream.waitFor(1);
  stream.send({ event: "gone", data: "", id: "7" });
  stream.send({ data: "1" });
  await until(() => first.gaps.length === 2 && second.heard.length);
  expect(first.gaps).toEqual([
    ["reset", "7", undefined],
    ["reset", "7", undefined],
  ]);
  expect([first.heard, second.heard, second.gaps]).toEqual([["1"], ["1"], []]);
});

test("a redirect that drops the parameter of the position is a gap", async () => {
  server.stream("/events").respond(({ response }) => void response.writeHead(302, { Location: "/other" }).end());
  server.stream("/kept").respond(({ request, response }) => {
    response.writeHead(302, { Location: `/other?since=${request.query.get("since")}` }).end();
  });
  const other = server.stream("/other");
  const options: ConnectOptions = { lastEventId: "5", resumeBy: { query: "since" } };
  const [lost, kept] = [connect("/events", options), connect("/kept", options)];
  await other.waitFor(2);
  other.send({ data: "1" });
  await until(() => lost.heard.length && kept.heard.length);
  expect([lost.gaps, kept.gaps]).toEqual([[["refused", "5", undefined]], []]);
});
