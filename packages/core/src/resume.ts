/** Last event IDs across page loads, in `sessionStorage`; few, short and not for long. */

import { watchPage } from "./page.ts";
import { isUsablePosition } from "./position.ts";
import type { ConnectionState } from "./types.ts";

const KEY = "sse:resume";
const MOST = 50;
/** A day, in ms: what is older, few servers can still replay. */
const OLDEST = 864e5;

/** URL, last event ID, and when it was kept (ms since the epoch). */
type Entry = readonly [url: string, id: string, time: number];

const page = globalThis as unknown as { sessionStorage: Record<string, string> };

/** Storage may be absent, forbidden, or hold what another wrote: all of that means that nothing was kept. */
function entries(): Entry[] {
  try {
    const kept = JSON.parse(`${page.sessionStorage[KEY]}`) as Entry[];
    return kept.filter((entry) => Array.isArray(entry) && isEntry(entry));
  } catch {
    return [];
  }
}

const isEntry = ([url, id, time]: Entry): boolean =>
  typeof url === "string" && isUsablePosition(id) && Math.abs(Date.now() - time) < OLDEST;

/** The last event ID that was kept for this URL, or the empty string. */
export function storedPosition(url: string): string {
  return entries().find(([kept]) => kept === url)?.[1] ?? "";
}

/** Keeps the last event ID of this URL for the next page of this tab. */
export function storePosition(url: string, lastEventId: string): void {
  const others = entries().filter(([kept]) => kept !== url);
  try {
    page.sessionStorage[KEY] = JSON.stringify([[url, lastEventId, Date.now()], ...others].slice(0, MOST));
  } catch {
    // Full, or forbidden: the next page starts from the beginning.
  }
}

/** Keeps the position of a stream while it lasts. Gives what is to be told of every step of its state. */
export function watchPosition(url: string, position: () => string): (state: ConnectionState) => void {
  const keep = (): void => storePosition(url, position());
  // At every sign: of what is stored at `pagehide`, Firefox may tell the next page nothing; one that is hidden may end
  // without a word.
  const unwatch = watchPage(keep);
  return (state) => {
    if (state === "closed") unwatch();
    if (state === "idle" || state === "closed") keep();
  };
}
