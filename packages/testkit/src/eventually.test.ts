import { expect, test } from "vitest";
import { eventually } from "./eventually.ts";

test("it waits until the check stops throwing and gives its value", async () => {
  let left = 3;
  const check = (): string => {
    if (left-- > 0) throw new Error("not yet");
    return "now";
  };
  expect(await eventually(check)).toBe("now");
});

test("in the end it throws what the check threw last", async () => {
  await expect(eventually(() => Promise.reject(new Error("never")), 1)).rejects.toThrow("never");
});
