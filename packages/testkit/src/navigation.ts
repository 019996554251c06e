/** Waiting for a page to be another document, where the driver does not: it may come back from a cache. */
import { eventually } from "./eventually.ts";
import type { NavigationOptions, Page } from "./tab.ts";

const LEFT = `document[Symbol.for("testkit left")]`;

/** Whether `DOMContentLoaded` is over: modules run before it, and `readyState` has no value for that. */
export const PARSED = `(document.readyState === "complete" ||
  performance.getEntriesByType("navigation")[0]?.domContentLoadedEventEnd > 0)`;

let departures = 0;

/**
 * Does what leads elsewhere, and waits until another document is there, or the same one under another URL, as after
 * `history.pushState`. Gives the URL.
 */
export async function leave(
  page: Pick<Page, "evaluate">,
  go: () => Promise<unknown>,
  { waitUntil }: NavigationOptions = {},
): Promise<string> {
  const mark = ++departures;
  const before = await page.evaluate<string>(`(${LEFT} = ${mark}, location.href)`);
  await go();
  return eventually(async () => {
    const [left, parsed, url] = await page.evaluate<[boolean, boolean, string]>(
      `[${LEFT} !== ${mark}, ${PARSED}, location.href]`,
    );
    if ((!left && url === before) || (!parsed && waitUntil !== "commit")) throw new Error(`still at ${url}`);
    return url;
  });
}
