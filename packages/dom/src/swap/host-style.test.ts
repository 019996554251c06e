/** Styles that the host swaps: what this engine does not know, and a morph where it has none. */
import { parseSwapAttribute } from "@sse/parser";
import { expect, test } from "vitest";
import { defaultConfig } from "../config.ts";
import { swap } from "./swap.ts";

test.each(["shout", "morph", "morph:innerHTML"])(
  "%s, which the host swaps, is told as swapped and as settled",
  (name) => {
    const told: string[] = [];
    const context = {
      config: defaultConfig(),
      process() {},
      report: (_: Element | null, code: string) => void told.push(code),
      swapStyle: (style: string) => told.push(style) > 0,
    };
    swap(document.createElement("p"), "<b>new</b>", parseSwapAttribute(name).value, {
      context,
      swapped: () => told.push("swapped"),
      settled: () => told.push("settled"),
    });
    expect(told).toEqual([name, "swapped", "settled"]);
  },
);
