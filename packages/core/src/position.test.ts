import { expect, test, vi } from "vitest";
import { comparePositions, follows, headerValue, isUsablePosition, withPosition } from "./position.ts";

test.each([
  ["7", "7"],
  ["a b", "a b"],
  ["a\tb", "a\tb"],
  ["é", "Ã©"],
  ["😀", "\xf0\x9f\x98\x80"],
  ["", ""],
])("%j travels in a header as %j", (position, value) => {
  expect(headerValue(position)).toBe(value);
});

test.each(["a\u0001b", "\u001b", "a\u007f", " a", "a ", "\ta", "a\nb"])(
  "no header carries %j unchanged",
  (position) => {
    expect(headerValue(position)).toBeUndefined();
  },
);

test("a query carries any position, in place of the one before", () => {
  expect(withPosition("http://host/events?a=1", "last", "é &\u0001")).toBe("http://host/events?a=1&last=%C3%A9+%26%01");
  expect(withPosition("http://host/?last=1&last=2&b=3", "last", "9")).toBe("http://host/?b=3&last=9");
  // As it is written: it may be signed.
  expect(withPosition("http://host/?q=a%20b&flag&z=~%7E&&last=1#x", "last", "2")).toBe(
    "http://host/?q=a%20b&flag&z=~%7E&last=2#x",
  );
});

test.each<[string, string, number | undefined]>([
  ["1", "1", 0],
  ["abc", "abc", 0],
  ["9", "10", -1],
  ["10", "9", 1],
  ["007", "7", 0],
  ["123456789012345678901", "123456789012345678902", -1],
  ["1526919030474-55", "1526919030474-6", 1],
  ["1526919030474-0", "1526919030475-0", -1],
  ["1526919030474", "1526919030474-1", -1],
  ["a", "b", undefined],
  ["1", "b", undefined],
  ["", "1", undefined],
  ["-1", "1", undefined],
])("%j beside %j: %s", (one, other, order) => {
  const found = comparePositions(one, other);
  expect(found && Math.sign(found)).toBe(order);
});

test("only the next whole number follows", () => {
  expect([follows("3", "4"), follows("9", "10"), follows("3", "5"), follows("3", "3"), follows("a", "b")]).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});

test("in WebKitGTK, which encodes once more, a header has the characters themselves", () => {
  const webkit =
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15";
  vi.stubGlobal("navigator", { userAgent: webkit });
  expect(headerValue("grüße")).toBe("grüße");
  expect(headerValue("日本語")).toBeUndefined();
  vi.unstubAllGlobals();
  expect(headerValue("ü")).toBe("\u00c3\u00bc");
});

test("a position with line breaks or NUL, of another type, or too long is of no use", () => {
  for (const position of ["", "7", "7-1", "ü ✓", "x".repeat(4096)]) expect(isUsablePosition(position)).toBe(true);
  for (const position of ["a\nb", "a\rb", "a\0b", "x".repeat(4097), 7, null, undefined, {}]) {
    expect(isUsablePosition(position), JSON.stringify(position)?.slice(0, 40)).toBe(false);
  }
});
