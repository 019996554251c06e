import { expect, test } from "vitest";
import { createBreaks } from "./breaks.ts";

test("a break is counted once, when the first number arrives on a stream that is open again", () => {
  const breaks = createBreaks();
  breaks.broke();
  breaks.opened();
  expect([breaks.ended(), breaks.ended()]).toEqual([true, false]);
});

test("a number that comes late, while the next attempt is waited for, is no way back", () => {
  const breaks = createBreaks();
  breaks.broke();
  expect(breaks.ended()).toBe(false);
  breaks.opened();
  expect(breaks.ended()).toBe(true);
});

test("attempts that fail in a row are one break", () => {
  const breaks = createBreaks();
  for (let attempt = 0; attempt < 3; attempt++) breaks.broke();
  breaks.opened();
  breaks.broke();
  breaks.opened();
  expect([breaks.ended(), breaks.ended()]).toEqual([true, false]);
});

test("opening a stream that did not break is none", () => {
  const breaks = createBreaks();
  breaks.opened();
  expect(breaks.ended()).toBe(false);
});
