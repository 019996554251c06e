/** Whether a URL that a script wrote anew asks for another stream, or for the same one from another position. */

/** Query parameters that say where a stream starts, in lower case and without `-` and `_`. */
const positions = new Set([
  "after",
  "afterid",
  "cursor",
  "last",
  "lasteventid",
  "lastid",
  "offset",
  "position",
  "seq",
  "since",
  "sinceid",
]);

/**
 * `true` for two URLs (resolved against `base`) that differ in nothing but parameters of such a name, or whose new value
 * is the last event ID of the stream. Another path, another parameter or another value of one is another stream.
 */
export function isSameStream(before: string, after: string, lastEventId: string, base: string): boolean {
  if (before === after) return true;
  if (!URL.canParse(before, base) || !URL.canParse(after, base)) return false;
  const [one, two] = [new URL(before, base), new URL(after, base)];
  const names = new Set([...one.searchParams.keys(), ...two.searchParams.keys()]);
  for (const name of names) {
    const value = two.searchParams.get(name);
    if (!positions.has(name.toLowerCase().replace(/[-_]/g, "")) && !(lastEventId && value === lastEventId)) continue;
    one.searchParams.delete(name);
    two.searchParams.delete(name);
  }
  one.searchParams.sort();
  two.searchParams.sort();
  return one.href === two.href;
}
