import { describe, expect, test } from "vitest";
import { parseSwapAttribute } from "./index.ts";
import { found, values } from "../test/outline.ts";

const styles =
  "innerHTML outerHTML textContent beforebegin afterbegin beforeend afterend delete none morph morph:innerHTML morph:outerHTML before prepend append after innerMorph outerMorph";

describe("hx-swap", () => {
  test.each<[text: string, expected: unknown]>([
    ...styles.split(" ").map((style): [string, unknown] => [style, { style }]),
    ["", {}],
    ["swap:1s", { swapDelay: 1000 }],
    ["innerHTML swap:1s settle:20ms", { style: "innerHTML", swapDelay: 1000, settleDelay: 20 }],
    ["beforeend scroll:bottom", { style: "beforeend", scroll: { edge: "bottom" } }],
    [
      "scroll:#id:bottom show:window:top",
      { scroll: { target: "#id", edge: "bottom" }, show: { target: "window", edge: "top" } },
    ],
    ["show:.a:not(.b):top", { show: { target: ".a:not(.b)", edge: "top" } }],
    ["show:none", { show: { edge: "none" } }],
    ["none focus-scroll:true", { style: "none", focusScroll: true }],
    ["innerHTML transition:true ignoreTitle:false", { style: "innerHTML", transition: true, ignoreTitle: false }],
    ["beforeend stick:bottom", { style: "beforeend", stick: { edge: "bottom" } }],
    ["stick:#log:bottom", { stick: { target: "#log", edge: "bottom" } }],
    ["innerHTML frame", { style: "innerHTML", frame: true }],
    ["frame", { frame: true }],
  ])("reads %j", (text, expected) => {
    const { value, diagnostics } = parseSwapAttribute(text);
    expect(values(value)).toEqual(expected);
    expect(diagnostics).toEqual([]);
  });

  test.each([
    ["innerHtml", ["warning unknown-style innerHtml → innerHTML"], { style: "innerHtml" }],
    ["outterHTML", ["warning unknown-style outterHTML → outerHTML"], { style: "outterHTML" }],
    ["multi-swap:#a swap:1s", ["warning unknown-style multi-swap:#a"], { style: "multi-swap:#a", swapDelay: 1000 }],
    ["innerHTML setle:1s", ["error unknown-keyword setle → settle"], { style: "innerHTML" }],
    ["innerHTML outerHTML", ["error misplaced outerHTML"], { style: "innerHTML" }],
    ["swap:1s innerHTML", ["error misplaced innerHTML"], { swapDelay: 1000 }],
    ["innerHTML swap:soon", ["error bad-value soon"], { style: "innerHTML" }],
    ["innerHTML swap:", ["error missing-value swap"], { style: "innerHTML" }],
    ["innerHTML swap:1s swap:2s", ["error duplicate 1s"], { style: "innerHTML", swapDelay: 2000 }],
    ["scroll:botom", ["error bad-value botom"], {}],
    ["scroll::top", ["error bad-value :top"], {}],
    ["transition:yes", ["error bad-value yes"], {}],
    ["transition:ture", ["error bad-value ture → true"], {}],
    ["frame:1", ["error bad-value 1"], {}],
    ["innerHTML __proto__:1", ["error unknown-keyword __proto__"], { style: "innerHTML" }],
  ])("reports what is wrong in %j and keeps the rest", (text, expected, rest) => {
    const { value, diagnostics } = parseSwapAttribute(text);
    expect(found(text, diagnostics)).toEqual(expected);
    expect(values(value)).toEqual(rest);
  });
});
