import { expect, test } from "vitest";
import { readOptions } from "./options.ts";

const read = (...args: string[]) => readOptions(args, ["small", "rows"], ["hand", "ours"], "docs");

test("a whole run at full scale goes to the documentation, a partial one to the screen", () => {
  expect(read().out).toBe("docs");
  expect(read("--only", "small").out).toBeUndefined();
  expect(read("--contenders", "ours").out).toBeUndefined();
  expect(read("--scale", "0.1").out).toBeUndefined();
  expect(read("--old", "there/dist").out).toBeUndefined();
  expect(read("--scale", "0.1", "--out", "elsewhere").out).toBe("elsewhere");
});

test("an unknown name or a bad number is refused with what is known", () => {
  expect(() => read("--only", "smal")).toThrow('There is no workload "smal". Known: small, rows');
  expect(() => read("--contenders", "us")).toThrow("Known: hand, ours");
  expect(() => read("--rounds", "0")).toThrow(RangeError);
  expect(() => read("--scale", "much")).toThrow(RangeError);
});
