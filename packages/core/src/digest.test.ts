import { expect, test } from "vitest";
import { digest } from "./digest.ts";

test("a digest is 32 hex digits that do not hold the text, the same for the same text alone", () => {
  const key = '["https://a.test/","GET",[["authorization","Bearer secret"]]]';
  expect(digest(key)).toMatch(/^[0-9a-f]{32}$/);
  expect(digest(key)).toBe(digest(`${key}`));
  const many = new Set(Array.from({ length: 10_000 }, (_, index) => digest(`${key}${index}`)));
  expect(many.size).toBe(10_000);
});
