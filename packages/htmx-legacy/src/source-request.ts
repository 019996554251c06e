/** What else goes with the request that opens a stream: `hx-headers` and `hx-vals` of the source, inherited as in htmx. */
import type { ConnectOptions } from "@sse/core";
import { attributeValues, type DomContext } from "@sse/dom";

/** `href` with the values in its query, and the headers. */
export function requestOf(element: Element, href: string, context: DomContext): [url: URL, options: ConnectOptions] {
  const valuesOf = (name: string): Record<string, string> =>
    // Whatever they are, they are sent as text.
    attributeValues(element, name, context, null) as Record<string, string>;
  const url = new URL(href);
  for (const [name, value] of Object.entries(valuesOf("hx-vals"))) url.searchParams.append(name, value);
  const headers = valuesOf("hx-headers");
  return [url, Object.keys(headers).length ? { headers } : {}];
}
