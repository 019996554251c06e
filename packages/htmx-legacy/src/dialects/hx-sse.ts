/** The `hx-sse` attribute: `connect:`, `swap:` and the options of the stream. */
import type { ConnectOptions } from "@sse/core";
import { ownAttribute } from "@sse/dom";
import { parseSseAttribute, type Diagnostic, type SseAttribute } from "@sse/parser";
import type { Dialect, PartialDescription } from "../description.ts";

const name = "hx-sse";

interface Reading {
  readonly description: PartialDescription;
  readonly diagnostics: readonly Diagnostic[];
}

/** Thousands of elements of a page share few texts. */
const readings = new Map<string, Reading>();
const maxReadings = 500;

/** Reads `hx-sse` or `data-hx-sse`. */
export const hxSse: Dialect = {
  attributes: [name],
  read(element, problem) {
    const text = ownAttribute(element, name);
    if (text === null) return undefined;
    // Most elements say this and nothing else, each with a name of its own.
    const only = /^swap:(\S+)$/.exec(text)?.[1];
    if (only) return { swaps: [only] };
    const { description, diagnostics } = reading(text);
    for (const { code, message, severity } of diagnostics) if (severity !== "hint") problem(code, message);
    return description;
  },
};

function reading(text: string): Reading {
  let known = readings.get(text);
  if (!known) {
    const { value, diagnostics } = parseSseAttribute(text);
    known = { description: describe(value), diagnostics };
    if (readings.size >= maxReadings) readings.clear();
    readings.set(text, known);
  }
  return known;
}

function describe(attribute: SseAttribute): PartialDescription {
  const { connect, swaps, closes, start } = attribute;
  return {
    swaps: swaps.map((swap) => swap.value),
    source: connect && {
      url: connect.value,
      closes: closes.map((close) => close.value),
      start: start?.value,
      options: options(attribute),
    },
  };
}

function options(attribute: SseAttribute): ConnectOptions {
  const names = ["share", "pause", "idle", "retry", "attempts", "transport", "credentials", "resume"] as const;
  const said = names.flatMap((key) => {
    const node = attribute[key];
    return node ? [[key, node.value] as const] : [];
  });
  return Object.fromEntries(said);
}
