/** `HX-Trigger` and its kin: events that the server wants raised. */
import { fire } from "../events.ts";
import type { Ask } from "./types.ts";

/** Raises the events of a header, a list of names or a JSON object of details by name, on the asking element or `detail.target`. */
export function announce({ element, context }: Ask, header: string | undefined): void {
  if (!header) return;
  const stage = element.isConnected ? element : document.body;
  try {
    const events = header.trim().startsWith("{")
      ? Object.entries<unknown>(JSON.parse(header))
      : header.split(",").map((name) => [name.trim(), {}] as const);
    for (const [name, value] of events) {
      const detail: { target?: unknown } =
        typeof value === "object" && value && !Array.isArray(value) ? value : { value };
      const { target } = detail;
      const elt = (typeof target === "string" && document.querySelector(target)) || stage;
      fire(elt, name, { elt, ...detail }, true);
    }
  } catch (error) {
    context.report(element, "HX-Trigger", `${error}`);
  }
}
