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
  const [olds, news] = [valuesOf(one), valuesOf(two)];
  const isPosition = (value: string): boolean => !value || value === lastEventId || /\d/.test(value);
  const moves = (name: string): boolean => {
    if (!positions.has(name.toLowerCase().replace(/[-_]/g, ""))) return false;
    const [old = [], now = []] = [olds.get(name), news.get(name)];
    // From a word, such as `now`, it may go on to a position; none at all follows upon a position alone.
    return now.every(isPosition) && (now.some(Boolean) || old.every(isPosition));
  };
  const moving = new Set([...olds.keys(), ...news.keys()].filter(moves));
  for (const url of [one, two]) {
    const others = new URLSearchParams([...url.searchParams].filter(([name]) => !moving.has(name)));
    others.sort();
    url.search = `${others}`;
  }
  return one.href === two.href;
}

/** The values of each query parameter. */
function valuesOf({ searchParams }: URL): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const [name, value] of searchParams) {
    const all = values.get(name);
    if (all) all.push(value);
    else values.set(name, [value]);
  }
  return values;
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
