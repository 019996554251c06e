/** The names of attributes: which of them are ours, which were hardly meant to be something else, and what is in the wrong one. */
import { within } from "./suggestion.ts";

/** Names that someone may have in mind who knows another way to say it, and what to write for them. */
const instead: Readonly<Record<string, string>> = {
  "hx-sse-connect": "sse-connect",
  "hx-sse-swap": "sse-swap",
  "hx-sse-close": "sse-close",
  "hx-connect": "sse-connect",
  "sse-url": "sse-connect",
  "sse-src": "sse-connect",
  "sse-source": "sse-connect",
  "sse-target": "hx-target",
  "sse-trigger": "hx-trigger",
  "sse-event": "sse-swap",
};

const known: readonly string[] = [
  "hx-sse",
  "sse-connect",
  "sse-swap",
  "sse-close",
  "hx-trigger",
  "hx-target",
  "hx-swap",
];

/** A name without `data-`. HTML has them in any case. */
export const plainName = (name: string): string => name.toLowerCase().replace(/^data-/, "");

/** Whether two neighbours changed places: the slip that counts as one, although it takes two edits. */
function swapped(word: string, other: string): boolean {
  const at = [...other].findIndex((character, index) => word[index] !== character);
  const turned = other.slice(0, at) + other.charAt(at + 1) + other.charAt(at) + other.slice(at + 2);
  return at >= 0 && turned === word;
}

/** The value without the keyword that it has only in `hx-sse` or `hx-trigger`: `/events` for `connect:/events`. */
export const withoutKeyword = (value: string): string | undefined =>
  /^(?:connect|swap|close|sse):(.+)$/.exec(value)?.[1];

/** A word of a value that has become an attribute of its own, since the value has no quotes. */
export const isLooseWord = (name: string): boolean =>
  /^(?:connect|swap|close|start|share|pause|idle|retry|attempts|resume|last|reset|delay|throttle|from|target|settle|scroll|show):./.test(
    name,
  );

/**
 * The attribute that was most likely meant by `name`, which is none of ours: `hx-sse` for `hx-see`, `sse-connect` for
 * `hx-sse-connect`, and for `sse` where the value is one of `hx-sse`. `undefined` for the attributes of others. Keeps `data-`.
 */
export function meantBy(name: string, value = ""): string | undefined {
  const plain = plainName(name);
  if (plain === "sse" && withoutKeyword(value)) return name.slice(0, -3).toLowerCase() + known[0];
  if (known.includes(plain) || plain.length > 20 || !/^(?:hx|s+e+-)[\w-]*$/.test(plain)) return undefined;
  const meant = Object.hasOwn(instead, plain)
    ? instead[plain]
    : known.find(
        (candidate) =>
          Math.abs(candidate.length - plain.length) < 2 && (within(plain, candidate, 1) || swapped(plain, candidate)),
      );
  return meant && name.slice(0, name.length - plain.length).toLowerCase() + meant;
}
