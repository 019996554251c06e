/** Reads an event stream from a body, in slices that leave the main thread to others, no faster than it is heard. */
import { createParser } from "eventsource-parser";
import { SseLimitError } from "../errors.ts";
import type { Message } from "../types.ts";
import type { EventSink } from "./transport.ts";

/** The longest stretch of work without a break, in ms: half a frame. */
const SLICE = 8;

/** The largest event where nobody says otherwise, in UTF-16 code units. */
const MAX_EVENT_SIZE = 16 * 1024 * 1024;

export interface ReadOptions {
  /** `Message.origin`. */
  readonly origin?: string;
  /** The last event ID before this body. */
  readonly lastEventId?: string;
  /** UTF-16 code units; default 16 Mi. */
  readonly maxEventSize?: number | undefined;
  /** Aborting cancels the body; no message is told afterwards. */
  readonly signal?: AbortSignal;
}

/**
 * Lets input, rendering and other tasks go first. `scheduler.yield` comes back before timers do, which would starve in a
 * flood: `fair` goes to the end of the queue.
 */
function breathe(fair: boolean): Promise<unknown> {
  const { scheduler } = globalThis as { scheduler?: { yield?(): Promise<unknown> } };
  if (!fair && scheduler?.yield) return scheduler.yield();
  // Not a timer: those are throttled in hidden tabs and clamped everywhere.
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener("message", () => resolve(port1.close()), { once: true });
    port1.start();
    port2.postMessage(0);
  });
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
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const queue: Message[] = [];
  let next = 0;
  let start = 0;
  let budget = SLICE;
  let fair = false;
  const pending: PromiseLike<unknown>[] = [];
  let failure: SseLimitError | undefined;
  let stopped = false;

  const refuse = () => {
    failure = new SseLimitError(maxEventSize);
  };
  const parser = createParser({
    maxBufferSize: maxEventSize,
    onId: (id) => {
      lastEventId = id;
    },
    onEvent: ({ event, data }) => {
      if (data.length > maxEventSize) refuse();
      if (!failure) queue.push({ type: event ?? "message", data, lastEventId, origin });
    },
    onRetry: (ms) => sink.retry?.(ms),
    onError: ({ type }) => type === "max-buffer-size-exceeded" && refuse(),
  });
  // The decoder takes the byte order mark; a line before the stream keeps the parser from taking a second one.
  parser.feed("\n");

  const slice = () => {
    let message: Message | undefined;
    while ((message = queue[next])) {
      next++;
      const behind = sink.message(message);
      if (behind) pending.push(behind);
      if (performance.now() - start > budget) return;
    }
  };
  const stop = () => {
    stopped = true;
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
      start = performance.now();
      sink.arrived?.();
      parser.feed(decoder.decode(value, { stream: true }));
      while (next < queue.length) {
        if (sink.batch) sink.batch(slice, queue.length - next);
        else slice();
        // Chunks that have arrived already come without a task in between, so the budget spans them.
        if ((budget -= performance.now() - start) <= 0) {
          await breathe(fair);
          fair = !fair;
          budget = SLICE;
        }
        start = performance.now();
      }
      if (pending.length) await Promise.all(pending);
      if (stopped) return;
      queue.length = next = pending.length = 0;
      if (failure) throw failure;
      sink.drained?.(lastEventId);
    }
  } finally {
    signal?.removeEventListener("abort", stop);
    stop();
  }
}
