/** `hx-sse`: where the events come from, how the stream behaves, which events are swapped. */
import { createRecord } from "./diagnostic.ts";
import { readDuration } from "./duration.ts";
import { anyText, createOptions, type Draft, type Table } from "./option.ts";
import type { Parsed, SseAttribute } from "./types.ts";
import { wordsOf } from "./word.ts";

const positive = (text: string): number | undefined => readDuration(text) || undefined;

const count = (text: string): number | undefined => (/^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined);

/** `1s`, or `1s..30s` with the smaller one first. */
function range(text: string): { min: number; max?: number } | undefined {
  const [min, max, ...rest] = text.split("..", 3).map(readDuration);
  if (min === undefined || rest.length) return undefined;
  if (!text.includes("..")) return { min };
  return max !== undefined && min <= max ? { min, max } : undefined;
}

export const sseOptions: Table<SseAttribute, { swap: "swaps"; close: "closes" }> = {
  connect: [anyText, "/url"],
  swap: [anyText, "event", "swaps"],
  close: [anyText, "event", "closes"],
  start: [anyText, "click"],
  share: [["page", "browser", "none"]],
  pause: [["hidden", "never"]],
  idle: [positive, "30s"],
  retry: [range, "1s..30s"],
  attempts: [count, "5"],
  transport: [["fetch", "eventsource"]],
  credentials: [["same-origin", "include", "omit"]],
  resume: [["page", "session"]],
};

/**
 * Reads an `hx-sse` attribute: `keyword:value` words between white space, in any order. What cannot be read is left
 * out of the tree and reported. Durations are in whole milliseconds.
 */
export function parseSseAttribute(text: string): Parsed<SseAttribute> {
  const { diagnostics, report } = createRecord(text);
  const value: Draft<SseAttribute> = { swaps: [], closes: [] };
  wordsOf(text).forEach(createOptions(sseOptions, value, text, report));
  return { value, diagnostics };
}
