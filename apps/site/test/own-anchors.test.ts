import { expect, test } from "vitest";
import { withOwnAnchors } from "../src/own-anchors.ts";

test("a link to a heading that the page has once leads there", () => {
  expect(withOwnAnchors("### SseConfig\n\n[`SseConfig`](#sseconfig-1)")).toContain("(#sseconfig)");
});

test("links to headings that are there stay as they are", () => {
  for (const markdown of ["## on\n\n## on\n\n[second](#on-1)", "## on-1\n\n[on](#on-1)", "[elsewhere](#on-1)"])
    expect(withOwnAnchors(markdown)).toBe(markdown);
});
