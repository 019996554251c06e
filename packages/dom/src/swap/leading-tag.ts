/** What markup begins with, told from its text. Each character is read once, however many comments come first. */
import { endOfComment } from "./tags.ts";

const space = /\s*/y;
const tablePart = /<(t(?:body|head|foot|[rdh])|caption|col(?:group)?)(?=[\s/>])/iy;

/** The name of the table part that `html` begins with, after white space and comments; `undefined` where it begins with something else. */
export function leadingTablePart(html: string): string | undefined {
  let at = endOf(space, html, 0);
  while (html.startsWith("<!--", at)) {
    // One that never ends hides all the rest.
    const end = endOfComment(html, at);
    if (!end) return undefined;
    at = endOf(space, html, end);
  }
  tablePart.lastIndex = at;
  return tablePart.exec(html)?.[1];
}

/** Where the next match ends; 0 for none. */
function endOf(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : 0;
}
