/** The attributes of htmx 2's extension: `sse-connect`, and the comma lists `sse-swap` and `sse-close`. */
import { ownAttribute } from "@sse/dom";
import { withoutKeyword } from "@sse/parser";
import type { Dialect } from "../description.ts";

const [connect, swap, close] = ["sse-connect", "sse-swap", "sse-close"] as const;

/** Reads the three attributes, with or without `data-`; `hx-ext` is not looked at. */
export const sseAttributes: Dialect = {
  attributes: [connect, swap, close],
  read(element, problem) {
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
      source: url ? { url, closes: names(closes) } : undefined,
    };
  },
};

function names(list: string | null): string[] {
  return (list ?? "").split(",").flatMap((name) => name.trim() || []);
}
