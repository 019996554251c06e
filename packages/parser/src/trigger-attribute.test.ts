import { describe, expect, test } from "vitest";
import { parseTriggerAttribute } from "./index.ts";
import { found, values } from "../test/outline.ts";

const selector = (text: string) => ({ kind: "selector", selector: text });

describe("hx-trigger", () => {
  test.each([
    ["click", [{ event: "click" }]],
    ["click, keyup", [{ event: "click" }, { event: "keyup" }]],
    ["click,keyup", [{ event: "click" }, { event: "keyup" }]],
    ["load", [{ event: "load" }]],
    ["htmx:afterSwap", [{ event: "htmx:afterSwap" }]],
    ["sse:chatter", [{ event: "sse:chatter", sse: "chatter" }]],
    ["sse:a:b once", [{ event: "sse:a:b", sse: "a:b", once: true }]],
    ["every 2s", [{ event: "every", every: 2000 }]],
    ["every 500", [{ event: "every", every: 500 }]],
    ["every 1s [live]", [{ event: "every", every: 1000, filter: "live" }]],
    ["every 1s[live], load", [{ event: "every", every: 1000, filter: "live" }, { event: "load" }]],
    ["once once", [{ event: "once", once: true }]],
    ["click once changed consume", [{ event: "click", once: true, changed: true, consume: true }]],
    ["keyup changed delay:500ms", [{ event: "keyup", changed: true, delay: 500 }]],
    ["scroll throttle:1s", [{ event: "scroll", throttle: 1000 }]],
    ["click queue:all", [{ event: "click", queue: "all" }]],
    ["click target:li.a", [{ event: "click", target: "li.a" }]],
    ["click target:{li a, b}", [{ event: "click", target: "li a, b" }]],
    ["intersect root:(#a .b) threshold:0.5", [{ event: "intersect", root: "#a .b", threshold: 0.5 }]],
    ["click from:body", [{ event: "click", from: { kind: "body" } }]],
    ["click from:document once", [{ event: "click", from: { kind: "document" }, once: true }]],
    ["click from:#a, keyup", [{ event: "click", from: selector("#a") }, { event: "keyup" }]],
    [
      "click from:closest form delay:1s",
      [{ event: "click", from: { kind: "closest", selector: "form" }, delay: 1000 }],
    ],
    ["click from:closest (form .a)", [{ event: "click", from: { kind: "closest", selector: "form .a" } }]],
    ["click from:(closest form .a)", [{ event: "click", from: { kind: "closest", selector: "form .a" } }]],
    ["click from:next", [{ event: "click", from: { kind: "next" } }]],
    ["click from:next once", [{ event: "click", from: { kind: "next" }, once: true }]],
    ["click from:next .a once", [{ event: "click", from: { kind: "next-match", selector: ".a" }, once: true }]],
    ["click from:previous, load", [{ event: "click", from: { kind: "previous" } }, { event: "load" }]],
    ["click from:(:is(a, b) c)", [{ event: "click", from: selector(":is(a, b) c") }]],
    ["click from:{[title='}']}", [{ event: "click", from: selector("[title='}']") }]],
    ["click from:a[title='x y'] once", [{ event: "click", from: selector("a[title='x y']"), once: true }]],
    ["", []],
    ["  ", []],
  ])("reads %j", (text, expected) => {
    const { value, diagnostics } = parseTriggerAttribute(text);
    expect(values(value)).toEqual(expected);
    expect(diagnostics).toEqual([]);
  });

  test.each([
    ["click[ctrlKey]", "ctrlKey"],
    ["click[ctrlKey && shiftKey] once", "ctrlKey && shiftKey"],
    ["click[a[b[0]].c, d]", "a[b[0]].c, d"],
    ["click[x == ']']", "x == ']'"],
    ['click[x == "\\"]"]', 'x == "\\"]"'],
    ["click[x == `]`]", "x == `]`"],
    ["click[a / 2 > b / 3]", "a / 2 > b / 3"],
    ["click[/[\"'\\]]/.test(key)]", "/[\"'\\]]/.test(key)"],
    ["click[f(x) / 2 == (y) / 2]", "f(x) / 2 == (y) / 2"],
    ["click[!/\\]/.test(key)]", "!/\\]/.test(key)"],
    ["click [ctrlKey]", "ctrlKey"],
    ["click[ a\n]", "a"],
  ])("reads the filter of %j", (text, filter) => {
    const { value, diagnostics } = parseTriggerAttribute(text);
    expect(value[0]?.filter?.value).toBe(filter);
    expect(value[0]?.event.value).toBe("click");
    expect(diagnostics).toEqual([]);
  });

  test.each([
    ["click onse", ["error unknown-keyword onse → once"], [{ event: "click" }]],
    ["click dealy:1s, load", ["error unknown-keyword dealy → delay"], [{ event: "click" }, { event: "load" }]],
    ["click delay: 1s", ["error missing-value delay", "error unknown-keyword 1s"], [{ event: "click" }]],
    ["click delay:soon once", ["error bad-value soon"], [{ event: "click", once: true }]],
    ["click once:true", ["error bad-value true"], [{ event: "click" }]],
    ["click queue:lats", ["error bad-value lats → last"], [{ event: "click" }]],
    ["click threshold:2", ["error bad-value 2"], [{ event: "click" }]],
    ["click from:", ["error missing-value from"], [{ event: "click" }]],
    ["click from:{}", ["error bad-value {}"], [{ event: "click" }]],
    ["click from:closest", ["error bad-value closest"], [{ event: "click" }]],
    ["click delay:1s delay:2s", ["error duplicate 1s"], [{ event: "click", delay: 2000 }]],
    ["click once once", ["hint repeated once"], [{ event: "click", once: true }]],
    ["sse:, click", ["error bad-value sse:"], [{ event: "click" }]],
    ["every", ["error bad-value every"], []],
    ["every soon, load", ["error bad-value soon"], [{ event: "load" }]],
    ["click,", ["error missing-value "], [{ event: "click" }]],
    ["click,,load", ["error missing-value "], [{ event: "click" }, { event: "load" }]],
    ["[a], load", ["error bad-value [a]"], [{ event: "load" }]],
    ["load, click[", ["error unclosed click["], [{ event: "load" }]],
    ["load, click[a == ']", ["error unclosed click[a == ']"], [{ event: "load" }]],
    ["load, click from:(a", ["error unclosed from:(a"], [{ event: "load" }]],
    ["load, click[]", ["error bad-value click[]"], [{ event: "load" }]],
    ["load, click[a]once", ["error bad-value click[a]once"], [{ event: "load" }]],
    ["click constructor", ["error unknown-keyword constructor"], [{ event: "click" }]],
  ])("refuses what is wrong in %j and keeps the rest", (text, expected, rest) => {
    const { value, diagnostics } = parseTriggerAttribute(text);
    expect(found(text, diagnostics)).toEqual(expected);
    expect(values(value)).toEqual(rest);
  });

  test("knows where a trigger and its parts stand", () => {
    const text = " load , sse:news[a] from:{ #b } once";
    const [load, news] = parseTriggerAttribute(text).value;
    const cut = (span: { start: number; end: number } | undefined) => span && text.slice(span.start, span.end);
    expect([cut(load), cut(news)]).toEqual(["load", "sse:news[a] from:{ #b } once"]);
    expect([news?.event, news?.sse, news?.filter, news?.from, news?.once].map(cut)).toEqual([
      "sse:news",
      "news",
      "a",
      "{ #b }",
      "once",
    ]);
  });
});
