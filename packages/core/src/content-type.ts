/** What a response is: its `Content-Type`, read as the Fetch standard's "extract a MIME type" says. */

/** A token of HTTP (RFC 9110, 5.6.2). */
const TOKEN = "[!#$%&'*+.^_`|~\\w-]+";

/**
 * Type and subtype, behind the white space that HTTP allows around values. What stands behind them makes no type invalid: the
 * standard says so of parameters, and browsers stop at white space and at a comment, too.
 */
const ESSENCE = new RegExp(`^[\\t\\n\\r ]*(${TOKEN}/${TOKEN})(?:[;(\\t\\n\\r ]|$)`);

/** One value of a list: commas inside quotes do not end it. */
const LIST_VALUE = /(?:[^",]|"(?:[^"\\]|\\[^])*(?:"|\\?$))+/g;

/**
 * Type and subtype of a `Content-Type` header in lower case; the empty string where there are none. Of several values,
 * from a header that came twice or a comma list, the last valid one counts.
 *
 * @param header as `Headers.get` gives it, where the values of a header that came twice are joined by commas
 */
export function essenceOf(header: string | null): string {
  let essence = "";
  for (const [value] of (header ?? "").matchAll(LIST_VALUE)) {
    const found = ESSENCE.exec(value)?.[1]?.toLowerCase();
    if (found && found !== "*/*") essence = found;
  }
  return essence;
}
