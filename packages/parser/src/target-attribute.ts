/** Extended selectors: `hx-target`, and `from:` in a trigger. */
import { createRecord } from "./diagnostic.ts";
import type { Parsed, TargetSpec } from "./types.ts";
import { nodeAt } from "./word.ts";

const relatives = { closest: "closest", find: "find", next: "next-match", previous: "previous-match" } as const;

type Relative = keyof typeof relatives;
type Place = Exclude<TargetSpec["kind"], "closest" | "find" | "next-match" | "previous-match" | "selector">;

/** A CSS selector, out of the braces or parentheses that it may stand in where white space would end it. */
export const readSelector = (text: string): string | undefined =>
  (/^(\{[^]*\}|\([^]*\))$/.test(text) ? text.slice(1, -1).trim() : text) || undefined;

/** Reads trimmed text: one of the words alone, one of the words and a selector, or a selector. */
export function readTarget(text: string): TargetSpec | undefined {
  const bare = readSelector(text) ?? "";
  if (/^(this|next|previous|body|document|window)$/.test(bare)) return { kind: bare as Place };
  const [, relative, rest] = /^(closest|find|next|previous)(?:\s+([^]*))?$/.exec(bare) ?? [];
  const selector = relative ? readSelector(rest ?? "") : bare;
  return selector ? { kind: relative ? relatives[relative as Relative] : "selector", selector } : undefined;
}

/**
 * Reads an extended selector: a CSS selector, `this`, `body`, `document`, `window`, `next`, `previous`, or `closest`,
 * `find`, `next`, `previous` and a CSS selector. White space around it does not count. `undefined` when there is none;
 * whether the selector is good CSS is for the browser to say.
 */
export function parseTargetAttribute(text: string): Parsed<TargetSpec | undefined> {
  const { diagnostics, report } = createRecord(text);
  const node = nodeAt(text, 0, text.length);
  const value = readTarget(node.value);
  if (!value && node.value) report("missing-value", node, `write ${node.value} and a selector`);
  return { value, diagnostics };
}
