/** `hx-sse`: where the events come from, how the stream behaves, which events are swapped. */
import { parser } from "./diagnostic.ts";
import { readDuration } from "./duration.ts";
import { createOptions, optionOf, type Draft, type Options } from "./option.ts";
import type { PauseValue, SseAttribute } from "./types.ts";
import { named, numberLike, oneOf, parsed, text } from "./value.ts";
import { wordsOf } from "./word.ts";

/** `1s`, or `1s..30s` with the smaller one first. */
function range(text: string): { min: number; max?: number } | undefined {
  const [min = NaN, max, more] = text.split("..").map((part) => readDuration(part) ?? NaN);
  return min <= (max ?? min) && more === undefined ? { min, ...(max !== undefined && { max }) } : undefined;
}

/** `hidden`, or `hidden(5s)` with the time that the tab must have been hidden. */
function pause(text: string): PauseValue | undefined {
  if (text === "hidden" || text === "never") return text;
  const hidden = readDuration(/^hidden\((.*)\)$/.exec(text)?.[1] ?? "");
  return hidden === undefined ? undefined : { hidden };
}

/** An event; a delay alone is none. */
const start = (text: string): string | undefined => (/^\D/.test(text) ? text : undefined);

const idle = (text: string): number | "never" | undefined =>
  text === "never" ? text : readDuration(text) || undefined;

/** A comma list of statuses, content types and `redirect`. */
function retryOn(text: string): readonly (number | string)[] | undefined {
  const items = text.split(",").map((item) => {
    if (/^[2-5]\d\d$/.test(item)) return Number(item);
    return item === "redirect" || /^[\w.+-]+\/[\w.+-]+$/.test(item) ? item.toLowerCase() : undefined;
  });
  return items.every((item) => item !== undefined) ? items : undefined;
}

/** The parameter that `resume:query` means, without a name. */
export const bareQuery = "lastEventId";

export const sseOptions: Options<SseAttribute> = /* @__PURE__ */ new Map([
  ["connect", { field: "connect", value: text("/url") }],
  ["swap", { field: "swaps", value: text("event") }],
  ["close", { field: "closes", value: text("event") }],
  ["start", { field: "start", value: parsed(start, "load:2s") }],
  ["share", { field: "share", value: oneOf("page", "browser", "none") }],
  ["pause", { field: "pause", value: parsed(pause, "hidden|hidden(5s)|never", ["hidden", "never"]) }],
  ["idle", { field: "idle", value: parsed(idle, "30s", ["never"]) }],
  ["retry", { field: "retry", value: parsed(range, "1s..30s") }],
  ["retry-on", { field: "retryOn", value: parsed(retryOn, "404,text/html", ["redirect"]) }],
  ["attempts", { field: "attempts", value: numberLike(/^[1-9]\d{0,14}$/, "5") }],
  ["transport", { field: "transport", value: oneOf("fetch", "eventsource") }],
  ["credentials", { field: "credentials", value: oneOf("same-origin", "include", "omit") }],
  [
    "resume",
    {
      field: "resume",
      value: oneOf("page", "session"),
      also: [
        { field: "resumeBy", value: named("query", (query) => ({ query }), bareQuery) },
        { field: "resumeKey", value: named("key", String) },
      ],
    },
  ],
  ["last", { field: "lastEventId", value: text("id") }],
  ["reset", { field: "resetOn", value: text("event"), isList: true }],
]);

/** A word without commas and semicolons: at its end they separate nothing, and in a name they are a part of it. */
function withoutCommas(word: string): string {
  const [, keyword = "", list] = /^((?:swap|close|reset):)(.+)$/.exec(word) ?? [];
  if (list !== undefined)
    return list
      .split(/[,;]/)
      .flatMap((name) => (name ? keyword + name : []))
      .join(" ");
  let { length } = word;
  while (/[,;]/.test(word.charAt(length - 1))) length--;
  return word.slice(0, length);
}

/**
 * Reads an `hx-sse` attribute: `keyword:value` words between white space, in any order. What cannot be read is left
 * out of the tree and reported. Durations are in whole milliseconds.
 */
export const parseSseAttribute = /* @__PURE__ */ parser((text, report): SseAttribute => {
  const value: Draft<SseAttribute> = { swaps: [], closes: [] };
  const read = createOptions(sseOptions, value, report);
  for (const word of wordsOf(text)) {
    read(word);
    const bare = /[,;]/.test(word.value) ? withoutCommas(word.value) : word.value;
    if (bare !== word.value && optionOf(sseOptions, word))
      report("stray-comma", word, "white space alone between words", bare);
  }
  return value;
});
