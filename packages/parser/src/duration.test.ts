import { describe, expect, test } from "vitest";
import { parseDuration } from "./index.ts";

describe("a duration", () => {
  test.each([
    ["500ms", 500],
    ["1s", 1000],
    ["1.5s", 1500],
    [".5s", 500],
    ["2m", 120_000],
    ["250", 250],
    ["0", 0],
    ["0.4ms", 0],
    ["2147483647", 2_147_483_647],
  ])("%s is %d milliseconds", (text, expected) => {
    expect(parseDuration(text)).toEqual({ value: expected, diagnostics: [] });
  });

  test.each([
    "",
    "s",
    "1.",
    "1 s",
    " 1s",
    "-1s",
    "+1s",
    "1h",
    "1S",
    "1e3",
    "0x10",
    "NaN",
    "Infinity",
    "1..2",
    "2147483648",
    "9".repeat(400),
  ])("is not %j", (text) => {
    const { value, diagnostics } = parseDuration(text);
    expect(value).toBeUndefined();
    expect(diagnostics).toMatchObject([{ code: "bad-value", severity: "error", start: 0, end: text.length }]);
  });
});
