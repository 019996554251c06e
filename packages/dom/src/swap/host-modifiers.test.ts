import { parseSwapAttribute } from "@sse/parser";
import { expect, test } from "vitest";
import { readHostModifiers } from "./host-modifiers.ts";

test.each([
  ["beforeend scroll:bottom", {}],
  ["morph:innerHTML", {}],
  ["beforeend target:#far", { target: "#far" }],
  ["innerHTML strip:true swap:1s swapEmpty:false", { modifiers: { strip: true, swapEmpty: false } }],
  [
    `beforeend target:"closest tr" scrollTarget:'#l li' depth:3`,
    { target: "closest tr", modifiers: { scrollTarget: "#l li", depth: 3 } },
  ],
  [`loud volume:11`, { modifiers: { volume: 11 } }],
])("%s", (text, expected) => {
  expect(readHostModifiers(text, parseSwapAttribute(text).diagnostics)).toEqual(expected);
});
