/** An entry as Redis gives it. */
import type { Entry } from "./event-log.ts";

/** Its id, and names and values in turn. */
export type RawEntry = readonly [id: string, fields: readonly string[]];

export interface ChainedEntry extends Entry {
  /** The id of the entry before it; empty for the first of a stream. */
  readonly before: string;
}

function readEntry([id, fields]: RawEntry): ChainedEntry {
  const field = (name: string): string => {
    const place = fields.indexOf(name);
    return place % 2 === 0 ? (fields[place + 1] ?? "") : "";
  };
  return { id, number: Number(field("number")), before: field("before"), event: field("event"), data: field("data") };
}

export function readEntries(raw: readonly RawEntry[]): readonly ChainedEntry[] {
  return raw.map(readEntry);
}
