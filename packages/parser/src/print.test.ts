import { describe, expect, test } from "vitest";
import { parseSseAttribute, parseSwapAttribute, parseTriggerAttribute } from "./index.ts";
import { printSseAttribute, printSwapAttribute, printTargetAttribute, printTriggerAttribute } from "./print.ts";

describe("printing", () => {
  test("writes hx-sse one word per option, durations in milliseconds", () => {
    const { value } = parseSseAttribute(
      "pause:hidden(2s) retry-on:404,text/html retry:1s..1m swap:b\n swap:a share:none connect:/x idle:1.5s",
    );
    expect(printSseAttribute(value)).toBe(
      "connect:/x swap:b swap:a share:none pause:hidden(2000) idle:1500 retry:1000..60000 retry-on:404,text/html",
    );
  });

  test("writes the kinds of resume each as one word", () => {
    const text = "connect:/x resume:session resume:query(since) resume:key(feed) last:7 reset:a reset:b";
    expect(printSseAttribute(parseSseAttribute(text).value)).toBe(text);
    expect(printSseAttribute(parseSseAttribute("resume:query(lastEventId)").value)).toBe("resume:query");
  });

  test("writes hx-swap with the style first", () => {
    const { value } = parseSwapAttribute("morph frame show:window:top scroll:bottom transition:false swap:1s");
    expect(printSwapAttribute(value)).toBe("morph swap:1000 scroll:bottom show:window:top transition:false frame");
  });

  test.each([
    ["sse:a[ b ]  once", "sse:a[b] once"],
    ["every 1s [a] , load", "every 1000[a], load"],
    ["click from:{ .a } target:(a b)", "click from:.a target:{a b}"],
    ["click from:closest (a b)", "click from:{closest a b}"],
    ["click from:next .a delay:1s", "click delay:1000 from:next .a"],
    ["click from:next target:a", "click from:{next} target:a"],
  ])("writes %j as htmx reads it", (text, printed) => {
    expect(printTriggerAttribute(parseTriggerAttribute(text).value)).toBe(printed);
  });

  test("writes the selector of a tree that no text has", () => {
    const [click] = parseTriggerAttribute("click from:a").value;
    const from = { value: { kind: "selector", selector: "body" }, start: 0, end: 0 } as const;
    expect(click && printTriggerAttribute([{ ...click, from }])).toBe("click from:body");
  });

  test.each([
    [{ kind: "this" }, "this"],
    [{ selector: ".a .b", kind: "closest" }, "closest .a .b"],
    [{ kind: "next-match", selector: ".a" }, "next .a"],
    [{ kind: "selector", selector: "#a" }, "#a"],
    [{ kind: "selector", selector: "#a", global: true }, "global #a"],
    [{ kind: "previous-match", selector: "a, b", global: true }, "global previous a, b"],
    [{ kind: "selector", selector: "body" }, "body"],
  ] as const)("writes the target %j", (target, printed) => {
    expect(printTargetAttribute(target)).toBe(printed);
  });
});
