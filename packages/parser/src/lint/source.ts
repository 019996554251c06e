/** Which elements ask for events, and whether an element around them, or some element of the file, is a source of them. */
import { nearest } from "../suggestion.ts";
import type { Diagnostic } from "../types.ts";
import { meantBy } from "../attribute-name.ts";
import type { Attribute, Element } from "./attributes.ts";
import type { Note } from "./element.ts";
import { block, cover } from "./template.ts";

const wants: Readonly<Record<string, RegExp>> = {
  "hx-sse": /(?:^|\s)swap:\S+/g,
  "hx-trigger": /(?:^|[\s,])sse:[^\s,[]+/g,
  "sse-swap": /\S.*/gs,
};

/** Elements that may bring a source of their own, which is not seen here: components, slots. */
const opaque = /[.:-]|^slot$/;

/** Whether a word makes a source, or was meant to: misspellings are reported already. */
function connects(value: string): boolean {
  return value.split(/\s/).some((word) => {
    const [keyword = ""] = word.split(":", 1);
    return keyword.length < word.length && (keyword === "connect" || nearest(keyword, ["connect"]) !== undefined);
  });
}

/** A word that an expression gives the keyword of. */
const computed = /(?:^|\s)[\ue000\ue001]/;

/** `connect` where an element opens a stream, `unknown` where an expression may make it do so. */
function opens({ attributes }: Element): "connect" | "unknown" | undefined {
  if (!attributes.length) return undefined;
  const all = attributes.map(({ name, plain, value }) => {
    if (plain === "sse-connect" || (plain === "hx-sse" && connects(value))) return "connect";
    if (meantBy(plain) === "sse-connect") return "connect";
    const bound = /(?:hx-sse|sse-connect)\W*$/i.test(name) && plain !== "hx-sse";
    return bound || (plain === "hx-sse" && computed.test(value)) || cover.test(name) ? "unknown" : undefined;
  });
  return all.includes("connect") ? "connect" : all.find(Boolean);
}

/** Hints at the places where an element asks for events of a stream. */
function wantedBy(attribute: Attribute, severity: Diagnostic["severity"], message: string): readonly Note[] {
  const pattern = wants[attribute.plain];
  return Array.from(pattern ? attribute.value.matchAll(pattern) : [], (match) => {
    const start = match.index + match[0].search(/[^\s,]/);
    const end = match.index + match[0].length;
    return { on: attribute, code: "no-source", severity, message, start, end };
  });
}

/**
 * Where no stream is opened in the whole `source`, a hint for each element that wants events: templates nest. Where some
 * are, a warning for those that stand outside of each of them, if the source is plain markup, which has no other pieces
 * to be put together with.
 */
export function checkSources(source: string, text: string, elements: readonly Element[]): readonly Note[] {
  const opened = new Map(elements.map((element) => [element, opens(element)]));
  const kinds = new Set(opened.values());
  if (!kinds.has("connect")) {
    if (kinds.has("unknown") || /\bconnect:|\bsse-connect\b/.test(source)) return [];
    const message = "no connect: in this file, some element around this one must have it";
    return elements.flatMap(({ attributes }) => attributes.flatMap((one) => wantedBy(one, "hint", message)));
  }
  if (kinds.has("unknown") || !/^\s*</.test(source) || text.includes(block)) return [];
  const inside = new Set<Element>();
  return elements.flatMap((element) => {
    const { name, parent, attributes } = element;
    if (opened.get(element) || opaque.test(name) || (parent && inside.has(parent))) inside.add(element);
    if (inside.has(element)) return [];
    const message = "stands outside of every element with connect: in this file";
    return attributes.flatMap((one) => wantedBy(one, "warning", message));
  });
}
