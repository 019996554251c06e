/** Last event IDs across page loads, in `sessionStorage`; few, short and not for long. */

const KEY = "sse:resume";
const MOST = 50;
const LONGEST = 1000;
/** A day, in ms: what is older, few servers can still replay. */
const OLDEST = 864e5;

/** URL, last event ID, and when it was kept (ms since the epoch). */
type Entry = readonly [url: string, id: string, time: number];

/** Storage may be absent, forbidden, full, or hold what another wrote: all of that means nothing was kept. */
function attempt<T>(work: (storage: Storage) => T): T | undefined {
  try {
    return work((globalThis as unknown as { sessionStorage: Storage }).sessionStorage);
  } catch {
    return undefined;
  }
}

interface Storage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

function entries(storage: Storage): Entry[] {
  const kept = JSON.parse(storage.getItem(KEY) ?? "[]") as Entry[];
  return kept.filter(([, id, time]) => typeof id === "string" && Date.now() - time < OLDEST);
}

/** The last event ID that was kept for this URL, or the empty string. */
export function recall(url: string): string {
  return attempt((storage) => entries(storage).find(([kept]) => kept === url)?.[1]) ?? "";
}

/** Keeps the last event ID of this URL for the next page of this tab. An empty or overlong one is forgotten. */
export function remember(url: string, lastEventId: string): void {
  attempt((storage) => {
    const others = (attempt(entries) ?? []).filter(([kept]) => kept !== url);
    if (lastEventId && lastEventId.length <= LONGEST) others.unshift([url, lastEventId, Date.now()]);
    storage.setItem(KEY, JSON.stringify(others.slice(0, MOST)));
  });
}
