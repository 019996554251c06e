import { parseSwapAttribute } from "@sse/parser";
import { expect, test } from "vitest";
import { defaultConfig } from "../config.ts";
import { swap } from "./swap.ts";

test("a style that the host swaps is told as swapped and as settled", () => {
  const told: string[] = [];
  const context = {
    config: defaultConfig(),
    process() {},
    report: (_: Element | null, code: string) => void told.push(code),
    swapStyle: (style: string) => told.push(style) > 0,
  };
  swap(document.createElement("p"), "<b>new</b>", parseSwapAttribute("shout").value, {
    context,
    swapped: () => told.push("swapped"),
    settled: () => told.push("settled"),
  });
  expect(told).toEqual(["shout", "swapped", "settled"]);
});
