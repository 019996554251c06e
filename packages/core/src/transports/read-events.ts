/** Reads an event stream from a body, in slices that leave the main thread to others, no faster than it is heard. */
import { createParser } from "eventsource-parser";
import { SseLimitError } from "../errors.ts";
import { checkNumbers } from "../option-numbers.ts";
import { isHidden } from "../page.ts";
import type { Message } from "../types.ts";
import { createBreaks } from "./breaks.ts";
import type { EventSink } from "./transport.ts";

/** The largest event where nobody says otherwise, in UTF-16 code units. */
const MAX_EVENT_SIZE = 16 * 1024 * 1024;

/**
 * Room beside the data of an event, in UTF-16 code units: for the name of the field, and for the other lines of a stream,
 * of which a reader has to keep what has come of one until it ends.
 */
const ROOM = 64 * 1024;

/**
 * Chunks closer together than DENSE ms are a flood of small writes. Reading one costs as much as reading a hundred, so
 * they are left to gather for GATHER ms, unless they are large already.
 */
const DENSE = 2;
const GATHER = 4;
const LARGE = 16 * 1024;

/** What `readEvents` takes besides the body; each may be left out. */
export interface ReadOptions {
  /** What `Message.origin` says: the origin of the response. Default: the empty string. */
  readonly origin?: string;
  /** The last event ID before this body: messages have it until the body brings another. Default: the empty string. */
  readonly lastEventId?: string;
  /**
   * The most data of an event, in UTF-16 code units; one with more rejects with `SseLimitError`. Default: 16 Mi. A line that is
   * no data, a comment, may be 64 Ki longer.
   */
  readonly maxEventSize?: number | undefined;
  /** Aborting cancels the body; no message is told afterwards. */
  readonly signal?: AbortSignal;
}

/**
 * Tells `sink` every message of a `text/event-stream` body, as the WHATWG standard says, in order. Reads a chunk only
 * when the one before is delivered and the promises of its listeners are settled. Resolves when the body ends or is
 * aborted; rejects with `SseLimitError`, or with what broke the body.
 */
export async function readEvents(
  body: ReadableStream<Uint8Array>,
  sink: EventSink,
  { origin = "", lastEventId = "", maxEventSize = MAX_EVENT_SIZE, signal }: ReadOptions = {},
): Promise<void> {
  checkNumbers({ maxEventSize });
  const reader = body.getReader();
  const breaks = createBreaks();
  const decoder = new TextDecoder();
  const queue: Message[] = [];
  let next = 0;
  /** When the present stretch of work began, less what was done before it without a break. */
  let start = 0;
  let spent = 0;
  let arrival = 0;
  const pending: PromiseLike<unknown>[] = [];
  let tooLarge = false;
  let stopped = false;

  const parser = createParser({
    maxBufferSize: maxEventSize + ROOM,
    onId: (id) => {
      lastEventId = id;
    },
    onEvent: ({ event, data }) => {
      tooLarge ||= data.length > maxEventSize;
      if (!tooLarge) queue.push({ type: event ?? "message", data, lastEventId, origin });
    },
    onComment: (text) => sink.comment?.(text),
    onRetry: (ms) => sink.retry?.(ms),
    onError: ({ type }) => {
      tooLarge ||= type === "max-buffer-size-exceeded";
    },
  });
  // The decoder takes the byte order mark; a line before the stream keeps the parser from taking a second one.
  parser.feed("\n");

  const slice = () => {
    let message: Message | undefined;
    let before = 0;
    let quick = false;
    while ((message = queue[next])) {
      next++;
      const behind = sink.message(message) as PromiseLike<unknown> | undefined;
      if (behind?.then) {
        pending.push(behind);
        // It may reject before it is waited for.
        behind.then(undefined, () => {});
      }
      // Asking the time is dear beside a small swap: of quick ones, every eighth is enough.
      if (quick && next % 8) continue;
      const now = performance.now();
      if (now - start > breaks.stretch) return;
      quick = now - before < 1;
      before = now;
    }
  };
  /** Ends the wait for listeners. */
  let giveUp: (() => void) | undefined;
  const stop = () => {
    stopped = true;
    giveUp?.();
    queue.length = 0;
    // A body that broke already rejects here too; whoever reads it hears of it.
    reader.cancel().catch(() => {});
  };

  if (signal?.aborted) stop();
  signal?.addEventListener("abort", stop);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done || stopped) return;
      const now = performance.now();
      const dense = now - arrival < DENSE && value.length < LARGE;
      arrival = now;
      // Chunks that have arrived already come without a task in between, so a slice spans them.
      start = now - spent;
      sink.arrived?.();
      const piece = decoder.decode(value, { stream: true });
      parser.feed(piece);
      sink.text?.(piece, queue.length);
      while (next < queue.length) {
        if (sink.batch) sink.batch(slice);
        else slice();
        spent = performance.now() - start;
        if (spent > breaks.stretch) {
          await breaks.take();
          spent = 0;
          start = performance.now();
        }
      }
      if (pending.length) await Promise.race([Promise.all(pending), new Promise<void>((end) => (giveUp = end))]);
      if (stopped) return;
      queue.length = next = pending.length = 0;
      if (tooLarge) throw new SseLimitError(maxEventSize);
      sink.drained?.(lastEventId);
      // A hidden tab's timers take a second.
      if (dense && !isHidden()) {
        await new Promise((resolve) => setTimeout(resolve, GATHER));
        arrival = performance.now();
        spent = 0;
      }
    }
  } finally {
    signal?.removeEventListener("abort", stop);
    stop();
  }
}
