/** What a string of markup may hold, told from its text alone, so that the common string never meets a parser twice. */

/** Anything but plain text. */
export const MARKUP = 1;
/** Something to bind: `hx-` or `sse-`. */
export const BINDINGS = 2;
/** Elements with an id: attributes may have to settle. */
export const IDS = 4;
/** What `innerHTML` would do differently from a page: scripts, titles, out-of-band parts, shadow roots and the like. */
export const WHOLE = 8;

// Four plain patterns: the browser skips through the text with each, which it cannot with one that says it all.
const binding = /\b(?:hx|sse)-/i;
const outOfBand = /hx-(?:swap-oob|preserve)/i;
const tag = /<(?:script|title|html|head|body|form|noscript)\b/i;
const attribute = /shadowrootmode|autofocus/i;
const id = /\bid\s*=/i;

let last = "";
let found = 0;

/** A union of the flags of this file: never too few, sometimes too many. Remembers the last string: one event often goes to many elements. */
export function inspect(html: string): number {
  if (html === last) return found;
  last = html;
  found = html.includes("<") || html.includes("&") ? MARKUP : 0;
  if (found) {
    if (tag.test(html) || attribute.test(html)) found |= WHOLE;
    if (id.test(html)) found |= IDS;
    if (binding.test(html)) found |= outOfBand.test(html) ? BINDINGS | WHOLE : BINDINGS;
  }
  return found;
}
