/** What else goes with the request that opens a stream: `hx-headers` and `hx-vals` of the source, inherited as in htmx. */
import type { ConnectOptions } from "@sse/core";
import { attributeValues, type DomContext } from "@sse/dom";

/** Adds headers to the options and values to the query of `url`. */
export function requestOf(
  element: Element,
  url: string,
  options: ConnectOptions,
  context: DomContext,
): { url: string; options: ConnectOptions } {
  const headers = attributeValues(element, "hx-headers", context, null);
  const values = Object.entries(attributeValues(element, "hx-vals", context, null));
  const full = new URL(url);
  for (const [name, value] of values) full.searchParams.append(name, String(value));
  const named = Object.entries(headers).map(([name, value]) => [name, String(value)] as const);
  return { url: full.href, options: named.length ? { ...options, headers: Object.fromEntries(named) } : options };
}
