/** `HX-Trigger` and its kin: events that the server wants raised. */
import { textOfThrown } from "@sse/core";
import type { DomContext } from "../context.ts";
import { fire } from "../events.ts";
import { bodyOf } from "../native/document.ts";
import { isConnected } from "../native/node.ts";
import { query } from "../native/query.ts";

/** Raises the events of a header, a list of names or a JSON object of details by name, on `element` or `detail.target`. */
export function announce(header: string | null, element: Element, { report }: DomContext): void {
  if (!header) return;
  try {
    const events: Record<string, unknown> = header.startsWith("{")
      ? JSON.parse(header)
      : Object.fromEntries(header.split(",").map((name) => [name.trim(), {}]));
    for (const [name, value] of Object.entries(events)) {
      const detail = (JSON.stringify(value).startsWith("{") ? value : { value }) as { target?: unknown };
      const named = typeof detail.target === "string" && query(document, detail.target);
      const elt = named || (isConnected(element) ? element : bodyOf(document));
      fire(elt, name, { elt, ...detail }, true);
    }
  } catch (error) {
    report(element, "HX-Trigger", textOfThrown(error));
  }
}
