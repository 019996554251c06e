/**
 * Parts that go elsewhere, taken out of markup before it is parsed: the parser would close a table row or an SVG for the
 * sake of a part that stands beside it.
 */
import { closest } from "../native/element.ts";
import { isElement } from "../native/node.ts";
import { anyDead } from "./dead.ts";
import { mayBeDead } from "./foreign.ts";
import { elementsOf, parentsOf, type Range } from "./ranges.ts";
import type { Foreign } from "./tags.ts";

/**
 * The top-level parts of `html` that go elsewhere, and the rest of it: none where the parser sees something else there, or a
 * region that may be dead, by its attributes or by `disabled`. `outer` is what it will stand in. Linear in the length.
 */
export function splitParts(html: string, outer?: Foreign, disabled?: string): { parts: string[]; rest: string } {
  if (!/hx-(?:swap-oob|partial)/i.test(html)) return { parts: [], rest: html };
  const dead = disabled ? `${anyDead},${disabled}` : anyDead;
  const isOutside = (parent: ParentNode): boolean => !(isElement(parent) && closest(parent, dead));
  const parts = partsOf(html, outer);
  // Below an `<svg>`, too, a region ends where it ends in HTML.
  const readings = outer && mayBeDead(html, disabled) ? [outer, undefined] : [outer];
  const areOutside = parts[0] && readings.every((reading) => parentsOf(html, parts, reading)?.every(isOutside));
  return cut(html, areOutside ? parts : []);
}

/** What the text alone has for top-level parts that go elsewhere. */
export const partsOf = (html: string, outer?: Foreign): Range[] =>
  elementsOf(html, () => true, outer).filter(
    ({ tag: { name, attributes } }) =>
      name === "hx-partial" || attributes.some((each) => each === "hx-swap-oob" || each === "data-hx-swap-oob"),
  );

/** Cuts these parts out. */
export function cut(html: string, parts: readonly Range[]): { parts: string[]; rest: string } {
  let rest = "";
  let at = 0;
  for (const { start, end } of parts) {
    rest += html.slice(at, start);
    at = end;
  }
  return { parts: parts.map(({ start, end }) => html.slice(start, end)), rest: rest + html.slice(at) };
}
