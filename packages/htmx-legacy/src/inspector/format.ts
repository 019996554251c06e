/** Numbers as a person reads them at a glance. */

/** Milliseconds as `340 ms`, `4.2 s`, `3 min` or `2 h`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`;
  if (ms < 120_000) return `${Math.round(ms / 1000)} s`;
  if (ms < 7_200_000) return `${Math.round(ms / 60_000)} min`;
  return `${Math.round(ms / 3_600_000)} h`;
}

/** Characters as `84`, `1.2 k` or `3.4 M`. */
export function size(characters: number): string {
  if (characters < 1000) return String(characters);
  if (characters < 1_000_000) return `${(characters / 1000).toFixed(1)} k`;
  return `${(characters / 1_000_000).toFixed(1)} M`;
}

/** The time of day, to the tenth of a second. */
export function clock(time: number): string {
  const date = new Date(time);
  const two = (part: number): string => String(part).padStart(2, "0");
  const tenth = Math.floor(date.getMilliseconds() / 100);
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${tenth}`;
}

/** An address as short as it can be told: without this page's origin. */
export function address(url: string): string {
  if (!url) return "an address that a function makes";
  const { origin, pathname, search } = new URL(url);
  return (origin === location.origin ? "" : origin) + pathname + search;
}
