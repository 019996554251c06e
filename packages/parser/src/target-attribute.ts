/** Extended selectors: `hx-target`, and `from:` in a trigger. */
import { parser } from "./diagnostic.ts";
import type { TargetSpec } from "./types.ts";
import { nodeOf, trimmed } from "./word.ts";

/** Text out of the braces, parentheses or `</>` that keep its white space and commas together. */
function bareOf(text: string): string {
  const last = text.length - 1;
  if (last < 1 || !"{(<".includes(text.charAt(0)) || !"})>".includes(text.charAt(last))) return text;
  return text.slice(1, text.charAt(last - 1) === "/" ? last - 1 : last).trim();
}

/** A CSS selector; `undefined` for none. */
export const readSelector = (text: string): string | undefined => bareOf(text) || undefined;

/** Reads trimmed text: one of the words alone, one of the words and a selector, or a selector. */
export function readTarget(text: string): TargetSpec | undefined {
  const [, inPage] = /^global\s+([^]*)$/.exec(bareOf(text)) ?? [];
  if (inPage === undefined) return readPlace(bareOf(text));
  const found = readPlace(bareOf(inPage));
  return found && "selector" in found ? { ...found, global: true } : found;
}

function readPlace(bare: string): TargetSpec | undefined {
  if (/^(this|next|previous|body|document|window|host|root)$/.test(bare)) return { kind: bare } as TargetSpec;
  const [, relative, side, rest = ""] = /^(closest|find|(next|previous))(?:\s+([^]*))?$/.exec(bare) ?? [];
  const selector = relative ? bareOf(rest) : bare;
  const kind = side ? `${side}-match` : (relative ?? "selector");
  return selector ? ({ kind, selector } as TargetSpec) : undefined;
}

/**
 * Reads an extended selector: a CSS selector, `this`, `body`, `document`, `window`, `host`, `root`, `next`, `previous`, or
 * `closest`, `find`, `next`, `previous` and a CSS selector; `global` may stand before each. White space around it does not count. `undefined` when there is none;
 * whether the selector is good CSS is for the browser to say.
 */
export const parseTargetAttribute = /* @__PURE__ */ parser((text, report) => {
  const node = trimmed(nodeOf(text, 0));
  const value = readTarget(node.value);
  if (!value && node.value) report("missing-value", node, `${node.value} and a selector`);
  return value;
});
