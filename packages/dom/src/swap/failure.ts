/** What is said of a swap that failed. */
import { textOfThrown } from "@sse/core";
import type { DomContext } from "../context.ts";
import { fire } from "../events.ts";

/** Tells the page by `htmx:swapError`, and the person who wrote it. `element` asked for the swap. */
export function reportFailure(context: DomContext, element: Element, error: unknown): void {
  fire(element, "htmx:swapError", { elt: element, error });
  context.report(element, "swap", textOfThrown(error));
}
