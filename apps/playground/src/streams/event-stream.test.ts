import type { Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { eventually } from "@sse/testkit";
import { Hono } from "hono";
import { afterEach, expect, test } from "vitest";
import type { Environment } from "../environment.ts";
import { type EventStream, eventStream } from "./event-stream.ts";

let server: Server | undefined;
afterEach(() => {
  server?.close();
  server?.closeAllConnections();
});

/** Serves `run` as a stream at `/`, to GET and to POST, and gives the port. */
async function serve(run: (stream: EventStream) => void): Promise<number> {
  const app = new Hono<Environment>();
  app.get("/", (context) => eventStream(context, run));
  app.post("/", async (context) => {
    await context.req.parseBody();
    return eventStream(context, run);
  });
  const started = createAdaptorServer({ fetch: app.fetch }) as Server;
  server = started;
  await new Promise<void>((resolve) => started.listen(0, "127.0.0.1", resolve));
  return (started.address() as AddressInfo).port;
}

test("a reader that leaves everything unread is cut", async () => {
  let cut = false;
  const port = await serve((stream) => {
    stream.onClose(() => (cut = true));
    const flood = () => {
      stream.write("x".repeat(100_000));
      if (!stream.closed) setImmediate(flood);
    };
    flood();
  });
  const reader = connect(port, "127.0.0.1", () => reader.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"));
  reader.pause();
  reader.on("error", () => {});
  await eventually(() => expect(cut).toBe(true));
  reader.destroy();
});

test("timers of a stream end with it", async () => {
  let steps = 0;
  let closed = false;
  const port = await serve((stream) => {
    stream.onClose(() => (closed = true));
    stream.every(
      () => 5,
      () => {
        steps += 1;
        stream.send({ data: "step" });
      },
    );
  });
  const leaving = new AbortController();
  const response = await fetch(`http://127.0.0.1:${port}/`, { signal: leaving.signal });
  await response.body?.getReader().read();
  leaving.abort();
  await eventually(() => expect(closed).toBe(true));
  const before = steps;
  let beats = 0;
  const beat = setInterval(() => (beats += 1), 5);
  await eventually(() => expect(beats).toBeGreaterThan(10));
  clearInterval(beat);
  expect(steps).toBe(before);
});

test("a stream that answers a POST outlives the body that asked for it", async () => {
  const port = await serve((stream) =>
    stream.every(
      () => 5,
      () => stream.send({ data: "more" }),
    ),
  );
  const response = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body: new URLSearchParams({ a: "1" }) });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let heard = "";
  while (heard.split("data: more").length < 5) heard += (await reader?.read())?.value ?? "";
  expect(heard).toContain("data: more\n\n");
  await reader?.cancel();
});
