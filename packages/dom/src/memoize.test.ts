/** Making once what many ask for. */
import { expect, test } from "vitest";
import { memoize } from "./memoize.ts";

test("what was made of a text is made once, and the memory does not grow for ever", () => {
  const asked: string[] = [];
  const shout = memoize((text) => {
    asked.push(text);
    return text.toUpperCase();
  });
  expect([shout("a"), shout("b"), shout("a")]).toEqual(["A", "B", "A"]);
  expect(asked).toEqual(["a", "b"]);
  for (let index = 0; index < 1000; index++) shout(`${index}`);
  expect(shout("a")).toBe("A");
  expect(asked.filter((text) => text === "a")).toHaveLength(2);
});
