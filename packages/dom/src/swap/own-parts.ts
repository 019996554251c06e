/** Out-of-band parts that htmx does not put where they belong, or not as they say. */
import { namespaceOf } from "../native/element.ts";
import type { SwapJob } from "./job.ts";

/** A value with modifiers behind the style or the selector. */
const modified = /hx-swap-oob\s*=\s*(?:"[^"]*|'[^']*)\s[a-z-]+:/i;
/** A part of a table behind something else: the parser drops it. */
const besideRows =
  /<\/(?!t[rdh]\b|tbody|thead|tfoot|caption|col)[\w-]+>\s*<(?:t[rdh]|tbody|thead|tfoot|caption|col)\b/i;
const shape = /<(?:circle|ellipse|g|image|line|path|poly(?:gon|line)|rect|stop|text|tspan|use)\b/i;

/** Whether the content holds such parts. */
export function needsOwnParts({ target, content }: SwapJob): boolean {
  if (typeof content !== "string" || !/hx-swap-oob|<hx-partial/i.test(content)) return false;
  if (modified.test(content) || besideRows.test(content)) return true;
  return /svg/i.test(namespaceOf(target) ?? "") || (shape.test(content) && !/<svg\b/i.test(content));
}
