/** The attributes of htmx 2's extension: `sse-connect`, and the comma lists `sse-swap` and `sse-close`. */
import { ownAttribute, parentOf } from "@sse/dom";
import { closest } from "@sse/dom/native";
import { withoutKeyword } from "@sse/parser";
import type { Dialect } from "../description.ts";

const [connect, swap, close] = ["sse-connect", "sse-swap", "sse-close"] as const;

const ignoring = `[hx-ext*="ignore:sse"],[data-hx-ext*="ignore:sse"]`;

/** Whether the page has taken the extension back here: the nearest `hx-ext` that names it says so. */
export function isIgnored(element: Element): boolean {
  for (let at = closest(element, ignoring) && element; at; at = parentOf(at)) {
    const extensions = names(ownAttribute(at, "hx-ext"));
    if (extensions.includes("ignore:sse")) return true;
    if (extensions.includes("sse")) return false;
  }
  return false;
}

/** Reads the three attributes, with or without `data-`; nobody has to ask for them with `hx-ext`. */
export const sseAttributes: Dialect = {
  attributes: [connect, swap, close],
  read(element, problem) {
    if (isIgnored(element)) return undefined;
    const url = ownAttribute(element, connect);
    const swaps = names(ownAttribute(element, swap));
    const closes = ownAttribute(element, close);
    const odd = [...swaps, ...names(closes)].find(withoutKeyword);
    if (odd) problem("near-miss", `"${odd}": did you mean "${withoutKeyword(odd)}"? Keywords are for hx-sse`);
    if (closes !== null && url === null)
      problem("close-without-connect", `${close} belongs on the element with ${connect}`);
    if (url === "") problem("connect-empty", `${connect} needs a URL`);
    // The extension of htmx 2 sends credentials everywhere; same origin is where ours go by default.
    return {
      swaps,
      selects: !swaps.length,
      source: url ? { url, closes: names(closes) } : undefined,
    };
  },
};

function names(list: string | null): string[] {
  return (list ?? "").split(",").flatMap((name) => name.trim() || []);
}
