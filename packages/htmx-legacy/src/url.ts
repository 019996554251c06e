/** Which URLs a page may connect to: its own origin and those it lists. */

/** What became of a URL: the absolute one, or why not and what would help. */
export type UrlVerdict = { readonly href: string } | { readonly refused: string };

/** Resolves `url` against the document and holds it against `origins`. Only http and https ever connect. */
export function judgeUrl(url: string, base: string, origins: readonly string[]): UrlVerdict {
  let parsed: URL;
  try {
    parsed = new URL(url, base);
  } catch {
    return { refused: `"${url}" is not a URL` };
  }
  const { protocol, origin, href } = parsed;
  if (protocol !== "http:" && protocol !== "https:")
    return { refused: `${protocol} URLs cannot be connected to; use http(s)` };
  if (parsed.username || parsed.password)
    return { refused: "a URL must not hold a password; use a cookie or hx-headers" };
  if (origin === new URL(base).origin || origins.includes(origin)) return { href };
  return {
    refused: `${origin} is another origin; allow it with <meta name="sse-config" content='{"origins":["${origin}"]}'>`,
  };
}
