/** Whether a URL that a script wrote anew asks for another stream, or for the same one from another position. */
import type { SourceDescription } from "./description.ts";

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
 * `true` for two URLs (resolved against `base`) that differ in nothing but parameters of such a name, and whose new value is
 * a position: something with a digit, or the last event ID of the stream. Another path, another parameter or another value
 * of one is another stream: that a room has the number of the last event is no sign of a position.
 */
export function isSameStream(before: string, after: string, lastEventId: string, base: string): boolean {
  if (before === after) return true;
  let one: URL;
  let two: URL;
  try {
    [one, two] = [new URL(before, base), new URL(after, base)];
  } catch {
    return false;
  }
  const isPosition = (value: string): boolean => !value || value === lastEventId || /\d/.test(value);
  for (const name of new Set([...one.searchParams.keys(), ...two.searchParams.keys()])) {
    if (!positions.has(name.toLowerCase().replace(/[-_]/g, ""))) continue;
    const [old, now] = [one.searchParams.getAll(name), two.searchParams.getAll(name)];
    // From a word, such as `now`, it may go on to a position; none at all follows upon a position alone.
    if (!now.every(isPosition) || !(now.some(Boolean) || old.every(isPosition))) continue;
    one.searchParams.delete(name);
    two.searchParams.delete(name);
  }
  one.searchParams.sort();
  two.searchParams.sort();
  return one.href === two.href;
}

/**
 * Whether two descriptions ask for the same, but for URL and position. Another `last:` asks for another start, unless the
 * stream is there already.
 */
export function isSameRequest(one: SourceDescription, two: SourceDescription, lastEventId: string): boolean {
  const rest = ({ options, ...others }: SourceDescription) => {
    const { lastEventId: start, ...behaviour } = options ?? {};
    return { start, text: JSON.stringify([{ ...others, url: "" }, behaviour]) };
  };
  const [before, after] = [rest(one), rest(two)];
  return before.text === after.text && (before.start === after.start || after.start === lastEventId);
}
