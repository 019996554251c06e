/** What a string of markup may hold, known from its text alone, so that the common string never meets a parser twice. */

/** Anything but plain text: a tag or an entity. */
export const HAS_MARKUP = 1;
/** Attributes to bind: `hx-…` or `sse-…`. */
export const HAS_BINDINGS = 2;
/** Elements with an id: their attributes may have to settle. */
export const HAS_IDS = 4;
/** What `innerHTML` would do differently from a page: scripts, titles, out-of-band parts, shadow roots and the like. */
export const NEEDS_FRAGMENT = 8;

// Four plain patterns: the browser skips through the text with each, which it cannot with one that says it all.
const binding = /\b(?:hx|sse)-/i;
const outOfBand = /hx-(?:swap-oob|preserve)/i;
const tag = /<(?:script|title|html|head|body|form|noscript|template|hx)\b/i;
const attribute = /shadowrootmode|autofocus|\bform\s*=/i;
const id = /\bid\s*=/i;

let last = "";
let found = 0;

/** A union of the flags of this file: never too few, sometimes too many. Remembers the last string: one event often goes to many elements. */
export function contentFlags(html: string): number {
  if (html === last) return found;
  last = html;
  found = html.includes("<") || html.includes("&") ? HAS_MARKUP : 0;
  if (found) {
    if (tag.test(html) || attribute.test(html)) found |= NEEDS_FRAGMENT;
    if (id.test(html)) found |= HAS_IDS;
    if (binding.test(html)) found |= outOfBand.test(html) ? HAS_BINDINGS | NEEDS_FRAGMENT : HAS_BINDINGS;
  }
  return found;
}
