import { expect, test } from "vitest";
import { nearest, within } from "./suggestion.ts";

test("the nearest word is at most two edits away, and half of the word at most", () => {
  const words = ["news", "alert", "update"];
  expect(["mews", "new", "nesw", "NEWS", "alrt", "updates!"].map((word) => nearest(word, words))).toEqual([
    "news",
    "news",
    "news",
    "news",
    "alert",
    "update",
  ]);
  expect(["xyz", "n", "neatness"].map((word) => nearest(word, words))).toEqual([undefined, undefined, undefined]);
});

test("words of any length are compared", () => {
  const long = "a".repeat(100_000);
  expect([within(`${long}b`, `${long}c`, 1), within(long, `${long}bc`, 1), within(`${long}bc`, long, 2)]).toEqual([
    true,
    false,
    true,
  ]);
});
