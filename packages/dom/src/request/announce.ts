/** `HX-Trigger` and its kin: events that the server wants raised. */
import { textOfThrown } from "@sse/core";
import type { DomContext } from "../context.ts";
import { fire } from "../events.ts";
import { bodyOf } from "../native/document.ts";
import { isConnected } from "../native/node.ts";
import { queryAll } from "../native/query.ts";
import { firstAlive } from "../swap/dead.ts";

/**
 * Raises the events of a header, a list of names or a JSON object of details by name, on `element` or `detail.target`;
 * `raise` as a host does.
 */
export function announce(
  header: string | null,
  element: Element,
  context: DomContext,
  raise: (element: Element, name: string, detail: object) => unknown = raiseCancelable,
): void {
  if (!header) return;
  try {
    const events: Record<string, unknown> = header.startsWith("{")
      ? JSON.parse(header)
      : Object.fromEntries(header.split(",").map((name) => [name.trim(), {}]));
    for (const [name, value] of Object.entries(events)) {
      const detail = (JSON.stringify(value).startsWith("{") ? value : { value }) as { target?: unknown };
      const named = typeof detail.target === "string" && firstAlive(queryAll(document, detail.target), context);
      const elt = named || (isConnected(element) ? element : bodyOf(document));
      raise(elt, name, { elt, ...detail });
    }
  } catch (error) {
    context.report(element, "HX-Trigger", textOfThrown(error));
  }
}

function raiseCancelable(element: Element, name: string, detail: object): void {
  fire(element, name, detail, true);
}
