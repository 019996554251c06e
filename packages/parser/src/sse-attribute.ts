/** `hx-sse`: where the events come from, how the stream behaves, which events are swapped. */
import { createRecord } from "./diagnostic.ts";
import { duration } from "./duration.ts";
import { oneOf, readOption, splitOption, word, type Draft, type Reader, type Table } from "./option.ts";
import type { Node, Parsed, SseAttribute } from "./types.ts";

type ValueOf<N> = N extends Node<infer T> ? T : never;
type Lists = "swaps" | "closes";
type Singles = { [K in Exclude<keyof SseAttribute, Lists>]-?: ValueOf<NonNullable<SseAttribute[K]>> };
type Fields = Singles & { swap: string; close: string };

const count: Reader<number> = (text, start, report) =>
  /^0*[1-9]\d{0,14}$/.test(text) ? Number(text) : report("bad-value", "write 1 or more", start, start + text.length);

const positive: Reader<number> = (text, start, report) => {
  const value = duration(text, start, report);
  return value === 0 ? report("bad-value", "write more than 0", start, start + text.length) : value;
};

const range: Reader<Singles["retry"]> = (text, start, report) => {
  const dots = text.indexOf("..");
  if (dots < 0) {
    const min = duration(text, start, report);
    return min === undefined ? min : { min };
  }
  const min = duration(text.slice(0, dots), start, report);
  const max = duration(text.slice(dots + 2), start + dots + 2, report);
  if (min === undefined || max === undefined) return undefined;
  if (min <= max) return { min, max };
  const turned = `${text.slice(dots + 2)}..${text.slice(0, dots)}`;
  return report("bad-value", "write the smaller one first", start, start + text.length, turned);
};

const table: Table<Fields> = {
  connect: ["connect", word],
  swap: ["swap", word],
  close: ["close", word],
  start: ["start", word],
  share: ["share", oneOf("page", "browser", "none")],
  pause: ["pause", oneOf("hidden", "never")],
  idle: ["idle", positive],
  retry: ["retry", range],
  attempts: ["attempts", count],
  transport: ["transport", oneOf("fetch", "eventsource")],
  credentials: ["credentials", oneOf("same-origin", "include", "omit")],
  resume: ["resume", oneOf("page", "session")],
};

/**
 * Reads an `hx-sse` attribute: `keyword:value` pieces between white space, in any order. What cannot be read is left
 * out of the tree and reported. Durations are in whole milliseconds.
 */
export function parseSseAttribute(text: string): Parsed<SseAttribute> {
  const { diagnostics, report } = createRecord(text);
  const draft: Draft<Singles> = {};
  const swaps: Node<string>[] = [];
  const closes: Node<string>[] = [];
  const seen = new Set<string>();
  for (const { 0: piece, index } of text.matchAll(/\S+/g)) {
    const { keyword, value } = splitOption(piece);
    const list = keyword === "swap" ? swaps : keyword === "close" ? closes : undefined;
    const into: Draft<Fields> = list ? {} : draft;
    readOption(table, into, report, keyword, index, value);
    const node = into.swap ?? into.close;
    if (list && node) {
      if (seen.has(piece)) report("repeated", "given twice", node.start, node.end);
      else list.push(node);
      seen.add(piece);
    }
    const end = index + piece.length;
    if (/[,;]$/.test(piece)) report("stray-comma", "only white space separates", end - 1, end);
  }
  const { connect, transport, credentials } = draft;
  if (!diagnostics.length) {
    if (!text.trim()) report("empty", "write connect: or swap:", 0, text.length);
    const options = connect ? [] : [...Object.values(draft), ...closes];
    for (const { start, end } of options) report("detached", "means nothing without connect:", start, end);
    if (transport?.value === "eventsource" && credentials?.value === "omit")
      report(
        "contradiction",
        "EventSource always sends them; write transport:fetch",
        credentials.start,
        credentials.end,
      );
  }
  return { value: { ...draft, swaps, closes }, diagnostics };
}
