/** Trees and diagnostics in short, for tables of expectations. */
import type { Diagnostic } from "../src/types.ts";

/** The tree with values in the place of nodes, and without spans. */
export function values(tree: unknown): unknown {
  if (Array.isArray(tree)) return tree.map(values);
  if (typeof tree !== "object" || tree === null) return tree;
  if ("value" in tree) return values(tree.value);
  // The `start` of a span is a number; that of `hx-sse` is a node.
  const fields = Object.entries(tree).filter(([key, value]) => !/^(start|end)$/.test(key) || typeof value !== "number");
  return Object.fromEntries(fields.map(([key, value]) => [key, values(value)]));
}

/** `severity code piece → suggestion` of each diagnostic. */
export function found(text: string, diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ severity, code, start, end, suggestion }) => {
    const correction = suggestion === undefined ? "" : ` → ${suggestion}`;
    return `${severity} ${code} ${text.slice(start, end)}${correction}`;
  });
}
