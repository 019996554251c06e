import { expect, test } from "vitest";
import { isStable } from "./stability.ts";

test("a stream that was heard is stable after five seconds", () => {
  expect(isStable(4999, true)).toBe(false);
  expect(isStable(5000, true)).toBe(true);
});

test("a silent stream is stable after a minute", () => {
  expect(isStable(59_999, false)).toBe(false);
  expect(isStable(60_000, false)).toBe(true);
});
