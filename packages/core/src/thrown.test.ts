import { expect, test } from "vitest";
import { SseRequestError } from "./errors.ts";
import { textOfThrown } from "./thrown.ts";

const revoked = Proxy.revocable({}, {});
revoked.revoke();
const fails = (): never => {
  throw new Error("toString");
};
const hostile: readonly [what: string, thrown: unknown][] = [
  ["a toString that throws", { toString: fails }],
  ["a toString that gives an object", { toString: () => ({}), valueOf: () => ({}) }],
  ["a Symbol.toPrimitive that throws", { [Symbol.toPrimitive]: fails }],
  ["an object without a prototype", Object.create(null)],
  ["a revoked proxy", revoked.proxy],
  ["a proxy whose every trap throws", new Proxy({}, { get: fails, getPrototypeOf: fails, has: fails })],
  ["an error whose message throws", Object.defineProperty(new Error(), "message", { get: fails })],
  ["an error whose name is a symbol", Object.assign(new Error("x"), { name: Symbol("name") })],
];

test.each(hostile)("%s has a text", (_, thrown) => {
  expect(() => String(thrown)).toThrow(Error);
  expect(textOfThrown(thrown)).toBe("something without a text");
  expect(new SseRequestError(thrown).message).toContain("something without a text");
});

test("what has a text of its own keeps it", () => {
  expect([new TypeError("bad"), Symbol("s"), null, undefined, 7n, ["a"]].map(textOfThrown)).toEqual([
    "TypeError: bad",
    "Symbol(s)",
    "null",
    "undefined",
    "7",
    "a",
  ]);
});
