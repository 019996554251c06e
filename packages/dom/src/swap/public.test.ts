/** The swap that a page without a context has. */
import { parseSwapAttribute } from "@sse/parser";
import { expect, test, vi } from "vitest";
import { swap } from "./public.ts";

test("a style that morphs, without a morph in the context, says that one has to be passed, and replaces", () => {
  const warn = vi.spyOn(console, "warn").mockReturnValue(undefined);
  document.body.innerHTML = "<p id=a>old</p>";
  const [target] = document.body.children;
  if (target) void swap(target, "<b>new</b>", parseSwapAttribute("morph:innerHTML").value);
  expect(target?.innerHTML).toBe("<b>new</b>");
  expect(warn).toHaveBeenCalledWith(
    'sse: "morph:innerHTML" needs a morph: pass one in the context',
    "swap-style",
    target,
  );
});
