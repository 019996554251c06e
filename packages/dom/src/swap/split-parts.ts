/**
 * Parts that go elsewhere, taken out of markup before it is parsed: the parser would close a table row or an SVG for the
 * sake of a part that stands beside it.
 */

const empty = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;
const raw = /^(?:script|style|textarea|title)$/;
/** In the text of a start tag without its values. */
const marked = /^<hx-partial\b|\shx-swap-oob\b|\sdata-hx-swap-oob\b/i;
const name = /^[a-z][^\s/>]*/i;

/** The top-level parts of `html` that go elsewhere, and the rest of it. Linear in the length. */
export function splitParts(html: string): { parts: string[]; rest: string } {
  const parts: string[] = [];
  let rest = "";
  let at = 0;
  while (at < html.length) {
    const start = html.indexOf("<", at);
    if (start < 0) break;
    const tag = name.exec(html.slice(start + 1, start + 60))?.[0];
    const end = tag ? endOfElement(html, start, tag.toLowerCase()) : endOfTag(html, start);
    const goesElsewhere = tag && marked.test(html.slice(start, endOfTag(html, start)).replace(/"[^"]*"|'[^']*'/g, ""));
    rest += html.slice(at, goesElsewhere ? start : end);
    if (goesElsewhere) parts.push(html.slice(start, end));
    at = end;
  }
  return { parts, rest: rest + html.slice(at) };
}

/** Behind the tag or comment that begins at `start`. */
function endOfTag(html: string, start: number): number {
  if (html.startsWith("<!--", start)) return behind(html, "-->", start + 4);
  let quote = "";
  for (let at = start + 1; at < html.length; at++) {
    const character = html.charAt(at);
    if (quote ? character === quote : character === '"' || character === "'") quote = quote ? "" : character;
    else if (!quote && character === ">") return at + 1;
  }
  return html.length;
}

function behind(html: string, text: string, from: number): number {
  const at = html.indexOf(text, from);
  return at < 0 ? html.length : at + text.length;
}

/** Behind the element of that tag; at the end where it is never closed. */
function endOfElement(html: string, start: number, tag: string): number {
  let at = endOfTag(html, start);
  if (empty.test(tag) || html.charAt(at - 2) === "/") return at;
  let depth = 1;
  while (depth && at < html.length) {
    const next = html.indexOf("<", at);
    if (next < 0) return html.length;
    const closes = html.charAt(next + 1) === "/";
    const other = name.exec(html.slice(next + (closes ? 2 : 1), next + 60))?.[0].toLowerCase();
    at = endOfTag(html, next);
    if (other === tag && !(raw.test(tag) && !closes) && html.charAt(at - 2) !== "/") depth += closes ? -1 : 1;
  }
  return at;
}
