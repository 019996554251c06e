/** A chapter of the guide: what it says, the exhibit that shows it, and the stream that moves the exhibit. */
import type { EventStream } from "../streams/event-stream.ts";
import type { StreamEvent } from "../streams/wire.ts";
import type { Markup } from "../web/markup.ts";

/** A token, an attribute or a field, and what it means. */
export type Entry = readonly [name: string, meaning: string];

export interface Chapter {
  /** The last part of its address, the name of its exhibit's file and of its stream. */
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly text: Markup;
  readonly size: "s" | "m" | "l";
  /** Below the exhibit: the tokens at issue, one by one. */
  readonly entries: readonly Entry[];
  /** Set where the exhibit shows its own bytes. */
  readonly showsWire?: boolean;
  /** Tokens that the wire pane needs to share the exhibit's connection. */
  readonly options?: string;
  /** What the wire pane says before the first event. */
  readonly bytes: string;
  /** Drives the stream `/guide/stream/<slug>`; `send` also shows the bytes. */
  run(stream: EventStream, send: (event: StreamEvent) => void): void;
}

/** The number a stream goes on from: one more than the last the reader saw. */
export function nextNumber(stream: EventStream): number {
  const last = Number.parseInt(stream.lastEventId, 10);
  return last >= 0 && last < 1e9 ? last + 1 : 1;
}

/** Runs through `steps` again and again, one every `delay` ms, beginning at once. */
export function cycle(stream: EventStream, delay: number, step: (turn: number) => void): void {
  let turn = 0;
  step(turn);
  stream.every(
    () => delay,
    () => step(++turn),
  );
}
