import { describe, expect, test } from "vitest";
import { parseTargetAttribute } from "./index.ts";
import { found } from "../test/outline.ts";

describe("hx-target", () => {
  test.each<[text: string, expected: unknown]>([
    ...["this", "next", "previous", "body", "document", "window", "host", "root"].map((kind): [string, unknown] => [
      kind,
      { kind },
    ]),
    [" this\n", { kind: "this" }],
    ["closest tr", { kind: "closest", selector: "tr" }],
    ["find  .a > .b", { kind: "find", selector: ".a > .b" }],
    ["next .error", { kind: "next-match", selector: ".error" }],
    ["previous\n.row", { kind: "previous-match", selector: ".row" }],
    ["closest (form .a)", { kind: "closest", selector: "form .a" }],
    ["closest <tr/>", { kind: "closest", selector: "tr" }],
    ["<form .a, #b/>", { kind: "selector", selector: "form .a, #b" }],
    ["global #id", { kind: "selector", selector: "#id", global: true }],
    ["global  next .a", { kind: "next-match", selector: ".a", global: true }],
    ["<global #id/>", { kind: "selector", selector: "#id", global: true }],
    ["global body", { kind: "body" }],
    ["global global #id", { kind: "selector", selector: "global #id", global: true }],
    ["global", { kind: "selector", selector: "global" }],
    ["#id", { kind: "selector", selector: "#id" }],
    [".a, .b", { kind: "selector", selector: ".a, .b" }],
    ["closest-row", { kind: "selector", selector: "closest-row" }],
    ["thisone", { kind: "selector", selector: "thisone" }],
    ["", undefined],
    ["  ", undefined],
  ])("reads %j", (text, expected) => {
    expect(parseTargetAttribute(text)).toEqual({ value: expected, diagnostics: [] });
  });

  test.each(["closest", "find"])("asks for the selector of a lonely %s", (text) => {
    const { value, diagnostics } = parseTargetAttribute(` ${text} `);
    expect(value).toBeUndefined();
    expect(found(` ${text} `, diagnostics)).toEqual([`error missing-value ${text}`]);
  });
});
