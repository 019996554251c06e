/** What is said of a swap that failed. */
import { textOfThrown } from "@sse/core";
import type { DomContext } from "../context.ts";
import { fire } from "../events.ts";
import { unknownStyle } from "./style.ts";

/** Tells the page by `htmx:swapError`, and the person who wrote it. `element` asked for the swap; `style` is one that nobody knew. */
export function reportFailure(context: DomContext, element: Element, error: unknown, style?: string): void {
  fire(element, "htmx:swapError", { elt: element, error });
  if (style) context.report(element, "swap-style", unknownStyle(style));
  else context.report(element, "swap", textOfThrown(error));
}
