/** `hx-sse`: where the events come from, how the stream behaves, which events are swapped. */
import { parser } from "./diagnostic.ts";
import { readDuration } from "./duration.ts";
import { anyText, createOptions, type Draft, numberLike, type Table } from "./option.ts";
import type { SseAttribute } from "./types.ts";
import { wordsOf } from "./word.ts";

const positive = (text: string): number | undefined => readDuration(text) || undefined;

/** `1s`, or `1s..30s` with the smaller one first. */
function range(text: string): { min: number; max?: number } | undefined {
  const [min = NaN, max, more] = text.split("..").map((part) => readDuration(part) ?? NaN);
  return min <= (max ?? min) && more === undefined ? { min, ...(max !== undefined && { max }) } : undefined;
}

export const sseOptions: Table<SseAttribute, { swap: "swaps"; close: "closes" }> = {
  __proto__: null as never,
  connect: [anyText, "/url"],
  swap: [anyText, "event", "swaps"],
  close: [anyText, "event", "closes"],
  start: [anyText, "click"],
  share: [["page", "browser", "none"]],
  pause: [["hidden", "never"]],
  idle: [positive, "30s"],
  retry: [range, "1s..30s"],
  attempts: [numberLike(/^[1-9]\d{0,14}$/), "5"],
  transport: [["fetch", "eventsource"]],
  credentials: [["same-origin", "include", "omit"]],
  resume: [["page", "session"]],
};

/**
 * Reads an `hx-sse` attribute: `keyword:value` words between white space, in any order. What cannot be read is left
 * out of the tree and reported. Durations are in whole milliseconds.
 */
export const parseSseAttribute = /* @__PURE__ */ parser((text, report): SseAttribute => {
  const value: Draft<SseAttribute> = { swaps: [], closes: [] };
  wordsOf(text).forEach(createOptions(sseOptions, value, report));
  return value;
});
