import { expect, test } from "vitest";
import { wireText } from "./wire.ts";

test("an unnamed event is its data alone", () => {
  expect(wireText({ data: "<p>hello</p>" })).toBe("data: <p>hello</p>\n\n");
});

test("every line of data, however it was broken, becomes a data field", () => {
  expect(wireText({ data: "a\nb\r\nc\rd" })).toBe("data: a\ndata: b\ndata: c\ndata: d\n\n");
});

test("leading spaces of data survive the reader, who takes one away", () => {
  expect(wireText({ data: "  x" })).toBe("data:   x\n\n");
});

test("names and ids cannot break out of their line", () => {
  expect(wireText({ event: "a\ndata: b", id: "1\r\n\n2\0", data: "" })).toBe("event: adata: b\nid: 12\ndata: \n\n");
});
