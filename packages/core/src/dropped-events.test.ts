import { expect, test } from "vitest";
import { createDropWatch } from "./dropped-events.ts";

/** What is told of the text, in pieces of so many characters. */
function droppedIn(text: string, size = text.length): string[] {
  const dropped: string[] = [];
  const feed = createDropWatch((type) => dropped.push(type));
  // What came before it was watched is not known.
  feed("\n", true);
  for (let at = 0; at < text.length; at += size) feed(text.slice(at, at + size), true);
  return dropped;
}

test.each([1, 2, 3, 5, 100])("a named event without data is told, in pieces of %i", (size) => {
  for (const newline of ["\n", "\r\n", "\r"]) {
    const text = "event: done\n\nevent: a\ndata: 1\n\ndata\nevent:b\n\n: c\nid: 1\n\nevent:  two\nid: 2\n\n: more\n";
    expect(droppedIn(text.replaceAll("\n", newline), size)).toEqual(["done", " two"]);
  }
});

test("the first block of a stream is told, too", () => {
  const dropped: string[] = [];
  createDropWatch((type) => dropped.push(type))("event: done\n\n", true);
  expect(dropped).toEqual(["done"]);
});

test("nothing is told of what was not watched from its beginning", () => {
  const dropped: string[] = [];
  const feed = createDropWatch((type) => dropped.push(type));
  feed("data: 1\nevent: a\n", false);
  feed("event: a\n\nevent: b\n\n", true);
  expect(dropped).toEqual(["b"]);
});

test("a long line in many pieces takes linear time", () => {
  const feed = createDropWatch(() => {});
  for (let pieces = 0; pieces < 100_000; pieces++) feed("x".repeat(100), true);
});
