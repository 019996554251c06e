import { expect, test } from "vitest";
import { eventFrom, pack, unpack } from "./state.ts";

test("a link gives back everything it was made of", async () => {
  const state = {
    markup: '<p hx-sse="swap:a">“ünïcode” 🚢</p>',
    events: [{ event: "a", id: "{n}", retry: "500", data: "one\ntwo" }],
    every: 250,
  };
  const packed = await pack(state);
  expect(packed).toMatch(/^[\w-]+$/);
  expect(await unpack(packed)).toEqual(state);
});

test.each(["", "%%%", "AAAA", "bm90IGRlZmxhdGVk"])("a link that holds %s is no state", async (text) => {
  expect(await unpack(text)).toBeUndefined();
});

test("an event made of anything has four texts", () => {
  expect(eventFrom({ event: 5, data: "x", more: true })).toEqual({ event: "", id: "", retry: "", data: "x" });
  expect(eventFrom(null)).toEqual({ event: "", id: "", retry: "", data: "" });
});
