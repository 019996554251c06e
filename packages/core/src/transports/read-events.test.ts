import { expect, test } from "vitest";
import { deferred } from "../../test/deferred.ts";
import { SseLimitError } from "../errors.ts";
import type { Message } from "../types.ts";
import { readEvents, type ReadOptions } from "./read-events.ts";
import type { EventSink } from "./transport.ts";

const encoder = new TextEncoder();

/** A body of these chunks that counts how far it was read. */
function bodyOf(chunks: readonly (string | Uint8Array)[]) {
  const read = { chunks: 0, cancelled: false };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const chunk = chunks[read.chunks++];
        if (chunk === undefined) controller.close();
        else controller.enqueue(typeof chunk === "string" ? encoder.encode(chunk) : chunk);
      },
      cancel() {
        read.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { body, read };
}

async function messagesOf(chunks: readonly (string | Uint8Array)[], options?: ReadOptions, sink?: Partial<EventSink>) {
  const messages: Message[] = [];
  const { body } = bodyOf(chunks);
  await readEvents(body, { message: (message) => void messages.push(message), ...sink }, options);
  return messages;
}

test("a message has its name, data, last event ID and origin", async () => {
  expect(
    await messagesOf(["data: a\n\nevent: b\nid: 7\ndata: 1\ndata: 2\n\nevent:\ndata: c\n\n"], { origin: "http://o" }),
  ).toEqual([
    { type: "message", data: "a", lastEventId: "", origin: "http://o" },
    { type: "b", data: "1\n2", lastEventId: "7", origin: "http://o" },
    { type: "message", data: "c", lastEventId: "7", origin: "http://o" },
  ]);
});

test("the last event ID lasts until another comes, from before the body on; one with NUL is ignored", async () => {
  const messages = await messagesOf(["data: a\n\nid: 1\ndata: b\n\nid: 2\0\ndata: c\n\nid\ndata: d\n\n"], {
    lastEventId: "0",
  });
  expect(messages.map((message) => message.lastEventId)).toEqual(["0", "1", "1", ""]);
});

test("an ID without data moves the last event ID, without a message", async () => {
  const ids: string[] = [];
  const messages = await messagesOf(["id: 5\n\n", "data: x\n\n"], {}, { drained: (id) => ids.push(id) });
  expect(ids).toEqual(["5", "5"]);
  expect(messages).toMatchObject([{ data: "x", lastEventId: "5" }]);
});

test("characters, lines and the byte order mark may be split between chunks anywhere", async () => {
  const bytes = encoder.encode("\uFEFFevent: grüße\r\nid: 1\r\ndata: 🎉 ok\r\n\r\ndata: zwei\r\rdata: drei\n\n");
  const whole = await messagesOf([bytes]);
  expect(whole.map(({ type, data }) => [type, data])).toEqual([
    ["grüße", "🎉 ok"],
    ["message", "zwei"],
    ["message", "drei"],
  ]);
  expect(await messagesOf([...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(whole);
});

test("exactly one byte order mark is taken", async () => {
  const data = async (text: string) => (await messagesOf([text])).map((message) => message.data);
  expect(await data("\uFEFFdata: a\n\n")).toEqual(["a"]);
  expect(await data("\uFEFF\uFEFFdata: a\n\ndata: b\n\n")).toEqual(["b"]);
  expect(await data("ï»¿data: a\n\ndata: b\n\n")).toEqual(["b"]);
});

test("an event that the body ends in is not told", async () => {
  expect(await messagesOf(["data: whole\n\nid: 9\ndata: half\n"])).toMatchObject([{ data: "whole" }]);
});

test("the retry field and every arrival, comments too, are told", async () => {
  const told: unknown[] = [];
  const sink = { retry: (ms: number) => told.push(ms), arrived: () => told.push("arrived") };
  await messagesOf([": ping\n\n", "retry: 250\nretry: x\n\n"], {}, sink);
  expect(told).toEqual(["arrived", "arrived", 250]);
});

test("nothing more is read until the promises of the listeners are settled", async () => {
  const { body, read } = bodyOf(["data: 1\n\ndata: 2\n\n", "data: 3\n\n"]);
  const { promise, resolve } = deferred();
  const heard: string[] = [];
  const done = readEvents(body, {
    message({ data }) {
      heard.push(data);
      return data === "1" ? promise : undefined;
    },
  });
  await new Promise((later) => setTimeout(later, 0));
  expect(read.chunks).toBe(1);
  expect(heard).toEqual(["1", "2"]);
  resolve();
  await done;
  expect(heard).toEqual(["1", "2", "3"]);
});

test("a long burst is told in order, in batches that let other tasks run", async () => {
  const count = 20_000;
  const text = Array.from({ length: count }, (_, index) => `data: ${index}\n\n`).join("");
  const heard: number[] = [];
  const batches: number[] = [];
  let tasks = 0;
  const turn = () => {
    tasks++;
    if (heard.length < count) setImmediate(turn);
  };
  setImmediate(turn);
  const { body } = bodyOf([text]);
  await readEvents(body, {
    message({ data }) {
      heard.push(Number(data));
      // Work enough to go beyond one slice whatever the machine.
      for (const end = performance.now() + 0.003; performance.now() < end;);
    },
    batch(deliver) {
      const before = heard.length;
      deliver();
      batches.push(heard.length - before);
    },
  });
  expect(heard).toEqual(Array.from({ length: count }, (_, index) => index));
  expect(batches.length).toBeGreaterThan(2);
  expect(tasks).toBeGreaterThan(1);
});

test("aborting cancels the body; what was read with the same chunk is not told", async () => {
  const { body, read } = bodyOf(["data: 1\n\ndata: 2\n\n", "data: 3\n\n"]);
  const abort = new AbortController();
  const heard: string[] = [];
  await readEvents(
    body,
    {
      message({ data }) {
        heard.push(data);
        abort.abort();
      },
    },
    { signal: abort.signal },
  );
  expect(heard).toEqual(["1"]);
  expect(read.cancelled).toBe(true);
});

test("an abort that came before tells nothing", async () => {
  expect(await messagesOf(["data: 1\n\n"], { signal: AbortSignal.abort() })).toEqual([]);
});

test.each([
  ["in one chunk", [`data: ${"x".repeat(101)}\n\n`]],
  ["in many lines", [...Array.from({ length: 20 }, () => `data: ${"x".repeat(9)}\n`), "\n"]],
  ["in many lines, of no end", Array.from({ length: 20 }, () => `data: ${"x".repeat(9)}\n`.repeat(600))],
  ["without an end of line", [`data: `, ...Array.from({ length: 20 }, () => "x".repeat(9000))]],
])("an event above the limit %s is an error that names it, after the ones before", async (_, chunks) => {
  const heard: string[] = [];
  const { body, read } = bodyOf(["data: before\n\n", ...chunks]);
  const reading = readEvents(body, { message: ({ data }) => void heard.push(data) }, { maxEventSize: 100 });
  await expect(reading).rejects.toThrow(new SseLimitError(100));
  expect(heard).toEqual(["before"]);
  expect(read.cancelled).toBe(true);
});

test.each([0, 5, 6, 50, 105, 106, 107])(
  "an event at the limit is heard, cut after %i characters or not",
  async (cut) => {
    const data = "x".repeat(100);
    for (const whole of [`data: ${data}\n\n`, `data: ${data.slice(0, 50)}\ndata: ${data.slice(51)}\n\n`]) {
      const messages = await messagesOf([whole.slice(0, cut), whole.slice(cut)], { maxEventSize: 100 });
      expect(messages.map((message) => message.data.length)).toEqual([100]);
    }
  },
);

test("a comment, an ID and a name may be longer than the limit, in however many pieces", async () => {
  const long = "x".repeat(150);
  const [message] = await messagesOf([`: ${long}`, `\n\nid: ${long}`, `\nevent: ${long}`, "\ndata: hi\n\n"], {
    maxEventSize: 100,
  });
  expect(message).toMatchObject({ data: "hi", type: long, lastEventId: long });
});

test("a listener that rejects before anyone waits for it ends the reading with what it threw, and nothing is unhandled", async () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => void unhandled.push(reason);
  process.on("unhandledRejection", note);
  let told = 0;
  const message = async (): Promise<void> => {
    const end = performance.now() + 1;
    while (performance.now() < end);
    if (told++ === 0) throw new Error("not saved");
  };
  await expect(messagesOf(["data: x\n\n".repeat(50)], {}, { message })).rejects.toThrow("not saved");
  await new Promise((resolve) => setTimeout(resolve, 10));
  process.off("unhandledRejection", note);
  expect(unhandled).toEqual([]);
});

test("an abort ends the wait for a listener that never settles, and one that rejects later is not heard", async () => {
  const controller = new AbortController();
  let reject: (reason: Error) => void = () => {};
  const slow = new Promise<void>((_, refuse) => (reject = refuse));
  const reading = messagesOf(["data: x\n\n"], { signal: controller.signal }, { message: () => slow });
  setTimeout(() => controller.abort(), 10);
  await reading;
  reject(new Error("too late"));
  await new Promise((resolve) => setTimeout(resolve, 10));
});

test("a largest size that is no number is refused", async () => {
  await expect(messagesOf(["data: x\n\n"], { maxEventSize: NaN })).rejects.toThrow(
    "maxEventSize takes a number from 0 on, not NaN",
  );
});
