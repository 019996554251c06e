import { expect, test } from "vitest";
import { heardStream } from "../../test/heard-stream.ts";
import { ChannelsTakenError } from "../log/event-log.ts";
import { createMemoryLog } from "../log/memory-log.ts";
import { bounds } from "../playground.ts";
import { createComposedStreams } from "./composed-stream.ts";

const composedStreams = () => createComposedStreams(createMemoryLog(bounds));

test("an event reaches the readers of its key and no others", async () => {
  const streams = composedStreams();
  const [mine, theirs] = [streams.newKey(), streams.newKey()];
  const [my, their] = [heardStream(), heardStream()];
  await streams.join(mine, my.send);
  await streams.join(theirs, their.send);
  expect(await streams.send(mine, { data: "hello" })).toEqual({ readers: 1 });
  expect([my.events, their.events]).toEqual([[{ data: "hello" }], []]);
});

test("an event reaches the readers that other servers have", async () => {
  const log = createMemoryLog(bounds);
  const [one, other] = [createComposedStreams(log), createComposedStreams(log)];
  const key = one.newKey();
  const reader = heardStream();
  await one.join(key, reader.send);
  await other.send(key, { event: "x", id: "1", retry: 5, data: "hello" });
  expect(reader.events).toEqual([{ event: "x", id: "1", retry: 5, data: "hello" }]);
});

test("a reader who left is not counted", async () => {
  const streams = composedStreams();
  const key = streams.newKey();
  const leave = await streams.join(key, heardStream().send);
  leave();
  expect(await streams.send(key, { data: "hello" })).toEqual({ readers: 0 });
});

test("more than the pace is refused", async () => {
  const streams = composedStreams();
  const key = streams.newKey();
  const answers = await Promise.all(Array.from({ length: 60 }, () => streams.send(key, { data: "x" })));
  expect([answers[0], answers.at(-1)]).toEqual([{ readers: 0 }, "too fast"]);
});

test("streams are bounded, and only keys open them", async () => {
  const streams = composedStreams();
  expect([streams.isKey("nonsense"), streams.isKey(streams.newKey())]).toEqual([false, true]);
  for (let count = 0; count < 500; count++) await streams.join(streams.newKey(), heardStream().send);
  await expect(streams.join(streams.newKey(), heardStream().send)).rejects.toThrow(ChannelsTakenError);
});
