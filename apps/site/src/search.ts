/** How the search of the website ranks: a name that is a title comes before pages that mention it. */

/** Options of MiniSearch, in the browser and in the test that holds every name to be found. */
export const searchOptions = {
  boost: { title: 8, text: 1, titles: 2 },
  prefix: true,
  fuzzy: 0.15,
  combineWith: "AND",
  boostDocument,
  // A name with dots, such as `sse.close`, is one word.
  tokenize: (text: string): string[] => text.match(/[\p{L}\p{N}_]+(?:\.[\p{L}\p{N}_]+)*/gu) ?? [],
} as const;

/**
 * A page about a name comes before a section of another, and the API last. Runs in the browser, where nothing else of this
 * file is known.
 */
function boostDocument(id: unknown, term: string, stored?: Record<string, unknown>): number {
  if (String(id).includes("/api/")) return 0.2;
  const titles = stored?.["titles"];
  // A heading that is the word itself, as each keyword of an attribute has one.
  if (String(stored?.["title"]).trim().replace(/:$/, "").toLowerCase() === term.toLowerCase()) return 5;
  return Array.isArray(titles) && titles.length === 0 ? 3 : 1;
}

/** Names such as `htmx:sseOpen` or `no-source` are found as a whole and by their parts, by which they are searched. */
export function tokenize(text: string): string[] {
  const words = text.match(/[\p{L}\p{N}_:.-]+/gu) ?? [];
  return words.flatMap((word) => {
    const whole = word.replace(/^[:.-]+|[:.-]+$/g, "");
    const parts = whole.split(/[:.-]+/);
    return parts.length > 1 ? [whole, ...parts] : [whole];
  });
}
