/** Which URLs a page may ask: those of its own origin and of the origins it lists. */

/** What became of a URL: the absolute one, or why it was refused and what would help. */
export type UrlVerdict = { readonly href: string } | { readonly refused: string };

/** Resolves `url` against the document and holds it against `origins`. Only http and https are ever asked. */
export function judgeUrl(url: string, origins: readonly string[]): UrlVerdict {
  let parsed: URL;
  try {
    parsed = new URL(url, document.baseURI);
  } catch {
    return { refused: `"${url}" is not a URL` };
  }
  const { protocol, origin, href, username, password } = parsed;
  if (!/^https?:$/.test(protocol)) return { refused: `${protocol} is not http(s)` };
  if (username || password) return { refused: "a URL must not hold a password" };
  // `self.origin`, not that of the location: a srcdoc frame has the origin of its parent.
  if (origin === self.origin || origins.includes(origin)) return { href };
  return { refused: `another origin; allow it with "origins":["${origin}"] in the configuration` };
}
