import { expect, test } from "vitest";
import { essenceOf } from "./content-type.ts";

test.each([
  ["text/event-stream"],
  ["TEXT/Event-Stream"],
  [" \t text/event-stream \t"],
  ["text/event-stream;charset=utf-8"],
  ["text/event-stream\t;\tcharset=utf-8"],
  ["text/event-stream ; charset"],
  ["text/event-stream;"],
  ["text/event-stream;;;"],
  ["text/event-stream charset=utf-8"],
  ["text/event-stream(comment)"],
  ['text/event-stream; a="x,y;z"'],
  ['text/event-stream; a="unclosed, text/html'],
  ["text/event-stream, text/event-stream"],
  ["text/html, text/event-stream"],
  ["nonsense, text/event-stream"],
  ["text/event-stream, nonsense"],
  ["text/event-stream, */*"],
  ["text/event-stream,"],
  [", text/event-stream"],
  ['text/html; a="\\",text/html", text/event-stream'],
])("%j is an event stream", (header) => {
  expect(essenceOf(header)).toBe("text/event-stream");
});

test.each([
  [null],
  [""],
  ["text/html"],
  ["text/event-streams"],
  ["text /event-stream"],
  ["event-stream"],
  ["text/event-stream, text/html"],
  ["text/event-stream/x"],
  ['text/html; a=", text/event-stream"'],
  ["*/*"],
])("%j is none", (header) => {
  expect(essenceOf(header)).not.toBe("text/event-stream");
});

test("a long header takes linear time", () => {
  for (const piece of ['"', "\\", '"\\', "a/", ",", "text/event-stream;", " "]) essenceOf(piece.repeat(100_000));
});
