import { expect, test } from "vitest";
import { heardStream } from "../../test/heard-stream.ts";
import { createComposedStreams } from "./composed-stream.ts";

test("an event reaches the readers of its key and no others", () => {
  const streams = createComposedStreams();
  const [mine, theirs] = [streams.newKey(), streams.newKey()];
  const [my, their] = [heardStream(), heardStream()];
  streams.stream(mine)?.join(my);
  streams.stream(theirs)?.join(their);
  expect(streams.stream(mine)?.send({ data: "hello" })).toBe(1);
  expect([my.events.length, their.events.length]).toEqual([1, 0]);
});

test("a reader who left is not counted", () => {
  const streams = createComposedStreams();
  const stream = streams.stream(streams.newKey());
  const reader = heardStream();
  stream?.join(reader);
  reader.leave();
  expect(stream?.send({ data: "hello" })).toBe(0);
});

test("more than the pace is refused", () => {
  const streams = createComposedStreams();
  const stream = streams.stream(streams.newKey());
  const answers = Array.from({ length: 60 }, () => stream?.send({ data: "x" }));
  expect(answers[0]).toBe(0);
  expect(answers.at(-1)).toBeUndefined();
});

test("streams are bounded, and only keys open them", () => {
  const streams = createComposedStreams();
  expect(streams.stream("nonsense")).toBeUndefined();
  for (let count = 0; count < 500; count++) streams.stream(streams.newKey())?.join(heardStream());
  expect(streams.stream(streams.newKey())).toBeUndefined();
});
