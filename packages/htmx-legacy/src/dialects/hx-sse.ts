/** The `hx-sse` attribute: `connect:`, `swap:` and the options of the stream. */
import { ownAttribute, memoize } from "@sse/dom";
import { parseSseAttribute, type Node, type Parsed, type SseAttribute } from "@sse/parser";
import type { Dialect, PartialDescription } from "../description.ts";
import { reportDiagnostics } from "./report-diagnostics.ts";

const name = "hx-sse";

/** Reads `hx-sse` or `data-hx-sse`. */
export const hxSse: Dialect = {
  attributes: [name],
  read(element, problem) {
    const text = ownAttribute(element, name);
    if (text === null) return undefined;
    // Most elements say this and nothing else, each with a name of its own.
    const only = /^swap:([^\s,;]+)$/.exec(text)?.[1];
    return only ? { swaps: [only] } : reportDiagnostics(reading(text), problem);
  },
};

const reading = memoize((text): Parsed<PartialDescription> => {
  const parsed = parseSseAttribute(text);
  return { ...parsed, value: describe(parsed.value) };
});

/** What is not named here is an option of the stream, called as it is there. */
function describe({ connect, swaps, closes, start, resetOn, ...said }: SseAttribute): PartialDescription {
  const valueOf = <T>({ value }: Node<T>): T => value;
  const options = Object.entries(said).map(([key, node]) => [key, valueOf<unknown>(node)]);
  return {
    swaps: swaps.map(valueOf),
    source: connect && {
      url: connect.value,
      closes: closes.map(valueOf),
      start: start?.value,
      options: { ...Object.fromEntries(options), ...(resetOn && { resetOn: resetOn.map(valueOf) }) },
    },
  };
}
