/** A stream that keeps what it was sent, for tests of what the server decides to send. */
import type { EventStream } from "../src/streams/event-stream.ts";
import type { StreamEvent } from "../src/streams/wire.ts";

export interface HeardStream extends EventStream {
  readonly events: readonly StreamEvent[];
  /** Ends the stream as its reader would. */
  leave(): void;
}

/** A stream whose reader last saw this event ID. Its timers never run. */
export function heardStream(lastEventId = ""): HeardStream {
  const events: StreamEvent[] = [];
  const leaving: (() => void)[] = [];
  const stream: HeardStream = {
    lastEventId,
    closed: false,
    events,
    send: (event) => void events.push(event),
    write: () => {},
    end: () => stream.leave(),
    drop: () => stream.leave(),
    onClose: (listener) => void leaving.push(listener),
    every: () => {},
    leave() {
      for (const listener of leaving.splice(0)) listener();
    },
  };
  return stream;
}
