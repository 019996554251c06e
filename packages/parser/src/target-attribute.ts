/** Extended selectors: `hx-target`, and `from:` in a trigger. */
import { parser } from "./diagnostic.ts";
import type { TargetSpec } from "./types.ts";
import { nodeOf, trimmed } from "./word.ts";

/** A CSS selector, out of the braces or parentheses that it may stand in where white space would end it. */
export const readSelector = (text: string): string | undefined =>
  (/^(\{[^]*\}|\([^]*\))$/.test(text) ? text.slice(1, -1).trim() : text) || undefined;

/** Reads trimmed text: one of the words alone, one of the words and a selector, or a selector. */
export function readTarget(text: string): TargetSpec | undefined {
  const bare = readSelector(text) ?? "";
  if (/^(this|next|previous|body|document|window)$/.test(bare)) return { kind: bare } as TargetSpec;
  const [, relative, side, rest = ""] = /^(closest|find|(next|previous))(?:\s+([^]*))?$/.exec(bare) ?? [];
  const selector = relative ? readSelector(rest) : bare;
  const kind = side ? `${side}-match` : (relative ?? "selector");
  return selector ? ({ kind, selector } as TargetSpec) : undefined;
}

/**
 * Reads an extended selector: a CSS selector, `this`, `body`, `document`, `window`, `next`, `previous`, or `closest`,
 * `find`, `next`, `previous` and a CSS selector. White space around it does not count. `undefined` when there is none;
 * whether the selector is good CSS is for the browser to say.
 */
export const parseTargetAttribute = /* @__PURE__ */ parser((text, report) => {
  const node = trimmed(nodeOf(text, 0));
  const value = readTarget(node.value);
  if (!value && node.value) report("missing-value", node, `${node.value} and a selector`);
  return value;
});
