/** What else goes with the request that opens a stream: `hx-headers` and `hx-vals` of the source, inherited as in htmx. */
import { attributeValues, type DomContext, encodeHeaders, ownAttribute, parentOf } from "@sse/dom";

const attributes = ["hx-headers", "hx-vals"] as const;

/** `href` with the values in its query, and the headers. */
export function requestOf(
  element: Element,
  href: string,
  context: DomContext,
): [url: URL, headers: Record<string, string>] {
  const valuesOf = (name: string): Record<string, string> => {
    const values = attributeValues(element, name, context, null);
    for (const [key, value] of Object.entries(values)) {
      if (!(value instanceof Promise)) continue;
      delete values[key];
      context.report(element, name, `${key} is a promise: set it in htmx:sseConfigConnect, by waitUntil()`);
    }
    // Whatever they are, they are sent as text.
    return values as Record<string, string>;
  };
  const url = new URL(href);
  const values = Object.entries(valuesOf("hx-vals"));
  // Written once: every change of `searchParams` writes the whole URL.
  if (values[0]) url.search = `${new URLSearchParams([...url.searchParams, ...values])}`;
  return [url, encodeHeaders(valuesOf("hx-headers"))];
}

/** Whether a `js:` value goes with it, which may be another the next time. */
export function hasComputedValues(element: Element): boolean {
  for (let owner: Element | null = element; owner; owner = parentOf(owner)) {
    for (const name of attributes) {
      const text = ownAttribute(owner, name) ?? ownAttribute(owner, `${name}:inherited`) ?? "";
      if (/^(js|javascript):/.test(text.trimStart())) return true;
    }
  }
  return false;
}
