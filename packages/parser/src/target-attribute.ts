/** Extended selectors: `hx-target`, and `from:` in a trigger. */
import { createRecord, type Report } from "./diagnostic.ts";
import { nearest } from "./suggestion.ts";
import type { Parsed, TargetSpec } from "./types.ts";

const relatives = { closest: "closest", find: "find", next: "next-match", previous: "previous-match" } as const;
const places = ["this", "next", "previous", "body", "document", "window"] as const;

/** The words that a selector may follow. */
export const relativeWords = Object.keys(relatives);

/** Reads trimmed text that stands at `start`; a `Reader`. */
export function readTarget(text: string, start: number, report: Report): TargetSpec | undefined {
  const kind = places.find((place) => place === text);
  if (kind) return { kind };
  const space = text.search(/\s/);
  const word = space < 0 ? text : text.slice(0, space);
  const end = start + word.length;
  if (Object.hasOwn(relatives, word)) {
    if (space < 0) return report("missing-value", "write a selector after it", start, end);
    const selector = text.slice(space).trim();
    // In a trigger the selector may stand in brackets, since a space would end it.
    const bare = /^[{(]/.test(selector) ? selector.slice(1, -1).trim() : selector;
    return { kind: relatives[word as keyof typeof relatives], selector: bare };
  }
  const near = nearest(word, space < 0 ? places : relativeWords);
  if (near) report("near-miss", "read as a CSS selector", start, end, near);
  return { kind: "selector", selector: text };
}

/**
 * Reads an extended selector: a CSS selector, `this`, `body`, `document`, `window`, `next`, `previous`, or `closest`,
 * `find`, `next`, `previous` and a CSS selector. The node is the whole text without the white space around it;
 * `undefined` when there is none. Whether the selector is good CSS is for the browser to say.
 */
export function parseTargetAttribute(text: string): Parsed<TargetSpec | undefined> {
  const { diagnostics, report } = createRecord(text);
  const trimmed = text.trim();
  const value = trimmed
    ? readTarget(trimmed, text.indexOf(trimmed), report)
    : report("empty", "write a selector", 0, text.length);
  return { value, diagnostics };
}
