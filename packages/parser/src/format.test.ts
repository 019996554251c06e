import { describe, expect, test } from "vitest";
import { formatDiagnostic, type Diagnostic } from "./index.ts";

const at = (start: number, end: number): Diagnostic => ({
  code: "bad-value",
  severity: "error",
  message: "no",
  start,
  end,
});

describe("a formatted diagnostic", () => {
  test.each([
    ["a bcd e", at(2, 5), "a bcd e\n  ^^^ error bad-value: no"],
    ["a\nb cd\ne", at(4, 6), "b cd\n  ^^ error bad-value: no"],
    ["a\n\tb", at(3, 4), " b\n ^ error bad-value: no"],
    ["a,", at(2, 2), "a,\n  ^ error bad-value: no"],
    ["", at(0, 0), "\n^ error bad-value: no"],
    ["\na", at(0, 0), "\n^ error bad-value: no"],
    ["ab\ncd", at(1, 5), "ab\n ^ error bad-value: no"],
    ["a\rb", at(2, 3), "a b\n  ^ error bad-value: no"],
  ])("of %j shows the line and carets below the piece", (text, diagnostic, expected) => {
    expect(formatDiagnostic(text, diagnostic)).toBe(expected);
  });

  test("stays two lines where the message quotes a line break", () => {
    const diagnostic = { ...at(0, 1), message: 'write "a\r\nb"' };
    expect(formatDiagnostic("a\u202eb", diagnostic)).toBe('a b\n^ error bad-value: write "a  b"');
  });

  test("shows only the surroundings in a long line", () => {
    const text = `${"x".repeat(1000)}HERE${"y".repeat(1000)}`;
    const [line = "", carets = ""] = formatDiagnostic(text, at(1000, 1004)).split("\n");
    expect(line.length).toBeLessThanOrEqual(120);
    expect(line.slice(carets.indexOf("^"), carets.lastIndexOf("^") + 1)).toBe("HERE");
  });
});
