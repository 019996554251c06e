/** Which URLs a page may ask: those of its own origin and of the origins it lists. */
import { baseOf } from "../native/node.ts";

/** What became of a URL: the absolute one, or why it was refused and what would help. */
export type UrlVerdict = { readonly href: string } | { readonly refused: string };

/** Resolves `url` against the document and holds it against `origins`. Only http and https are ever asked. */
export function judgeUrl(url: string, origins: { includes(origin: string): boolean }): UrlVerdict {
  try {
    const { origin, href } = new URL(url, baseOf(document));
    // `self.origin`, not that of the location: a srcdoc frame has the origin of its parent.
    if (/^https?:\/\/[^/@]*\//.test(href))
      return origin === self.origin || origins.includes(origin)
        ? { href }
        : { refused: `another origin; allow it with "origins":["${origin}"]` };
  } catch {
    // It is told below.
  }
  if (baseOf(document).startsWith("file:")) return { refused: "a page from a file has no server: serve it over http" };
  // What has a port was to be a host, not the scheme of something.
  if (/^[\w.-]+:\d/.test(url)) return { refused: `write http://${url}, or a path such as /events` };
  return { refused: `"${url}" must be an http(s) URL without a password` };
}

/** Like `judgeUrl`, for what the server says: gives the absolute URL, or throws why it was refused. */
export function demandUrl(url: string, origins: { includes(origin: string): boolean }): string {
  const verdict = judgeUrl(url, origins);
  if ("refused" in verdict) throw new Error(verdict.refused);
  return verdict.href;
}
