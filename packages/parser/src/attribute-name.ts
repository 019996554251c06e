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

/** Attributes of htmx that are one slip away from one of ours. */
const others = /^hx-(?:vars|targets)$/;

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
 * `hx-sse-connect`, `sse_connect` and `sseConnect`, and for `sse` where the value is one of `hx-sse`. `undefined` for the
 * attributes of others. Keeps `data-`. `more` are other names that are read.
 */
export function meantBy(name: string, value = "", more: readonly string[] = []): string | undefined {
  const plain = plainName(name).replace(/^sse[_:]?(?=(?:connect|swap|close)$)/, "sse-");
  const names = [...known, ...more];
  if (plain === "sse" && withoutKeyword(value)) return name.slice(0, -3).toLowerCase() + known[0];
  if (names.includes(plainName(name)) || others.test(plain) || plain.length > 20 || !/^(?:hx|s+e+-)[\w-]*$/.test(plain))
    return undefined;
  const meant = Object.hasOwn(instead, plain)
    ? instead[plain]
    : names.find(
        (candidate) =>
          Math.abs(candidate.length - plain.length) < 2 && (within(plain, candidate, 1) || swapped(plain, candidate)),
      );
  return meant && (/^data-/i.test(name) ? "data-" : "") + meant;
}
