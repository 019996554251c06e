import { eventually, startServer } from "@sse/testkit";
import { afterAll, expect, test } from "vitest";
import { createRegistry, type Message, type StreamWitness } from "./index.ts";

const server = await startServer();
afterAll(() => server.close());

test("a witness sees the messages that nobody hears, and what was read, with the events in it", async () => {
  const stream = server.stream("/events");
  const unheard: string[] = [];
  const pieces: [string, number][] = [];
  const witness: StreamWitness = {
    unheard: ({ type }, connection) =>
      void unheard.push(`${type} ${connection.hears("news")} ${connection.hears(type)}`),
    text: (piece, events) => void pieces.push([piece, events]),
  };
  const registry = createRegistry({ witness });
  const heard: Message[] = [];
  const lease = registry.connect(server.url("/events"));
  lease.on("news", (message) => void heard.push(message));
  await stream.waitFor(1);
  stream.write("event: tick\ndata: 1\n\nevent: dropped\n\nevent: news\ndata: 2\n\n");
  await eventually(() => expect(heard).toHaveLength(1));
  expect(unheard).toEqual(["tick true false"]);
  expect(pieces.map(([piece]) => piece).join("")).toContain("event: dropped\n\n");
  expect(pieces.reduce((sum, [, events]) => sum + events, 0)).toBe(2);
  const undo = registry.observe(() => {});
  stream.send({ event: "tick", data: "observed" });
  stream.send({ event: "news", data: "3" });
  await eventually(() => expect(heard).toHaveLength(2));
  expect(unheard).toHaveLength(1);
  undo();
  registry.dispose();
});

test("a witness that throws costs no event and no stream, and is reported", async () => {
  const stream = server.stream("/thrown");
  const reported: string[] = [];
  const fail = (what: string) => (): never => {
    throw new Error(what);
  };
  const registry = createRegistry({
    witness: { unheard: fail("unheard"), text: fail("text") },
    report: (error) => void reported.push(`${error}`),
  });
  const lease = registry.connect(server.url("/thrown"));
  const heard: string[] = [];
  lease.on("news", ({ data }) => void heard.push(data));
  await stream.waitFor(1);
  stream.write("event: tick\ndata: 1\n\nevent: news\ndata: 2\n\n");
  await eventually(() => expect(heard).toEqual(["2"]));
  expect(reported).toEqual(expect.arrayContaining(["Error: unheard", "Error: text"]));
  expect(stream.attempts).toHaveLength(1);
  registry.dispose();
});
