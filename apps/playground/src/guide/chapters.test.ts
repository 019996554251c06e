import { parseSseAttribute } from "@sse/parser";
import { expect, test } from "vitest";
import { source } from "../web/exhibit.ts";
import { chapters } from "./chapters.ts";

const attributes = chapters.flatMap(({ slug }) =>
  [...source(`guide/${slug}`).matchAll(/hx-sse="([^"]*)"/g)].map(([, text = ""]) => text),
);

test.each([
  ...["connect", "swap", "close", "start", "share", "pause", "idle", "retry", "attempts", "transport", "credentials"],
  "resume",
])("%s: stands in a live example of the guide", (keyword) => {
  expect(attributes.some((text) => text.split(/\s+/).some((token) => token.startsWith(`${keyword}:`)))).toBe(true);
});

test("the parser has nothing to say against any of them", () => {
  for (const text of attributes) expect(parseSseAttribute(text).diagnostics, text).toEqual([]);
});
