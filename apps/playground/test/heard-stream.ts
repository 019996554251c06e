/** A stream that keeps what it was sent, for tests of what the server decides to send. */
import type { EventStream } from "../src/streams/event-stream.ts";
import type { StreamEvent } from "../src/streams/wire.ts";

export interface HeardStream extends EventStream {
  readonly events: readonly StreamEvent[];
  /** Where it was told to go on from. */
  readonly position: string;
  /** What was written as text. */
  readonly written: string;
  /** Ends the stream as its reader would. */
  leave(): void;
}

/** A stream whose reader last saw this event ID. Its timers never run. */
export function heardStream(lastEventId = ""): HeardStream {
  const events: StreamEvent[] = [];
  const leaving: (() => void)[] = [];
  let written = "";
  let standing = "";
  let closed = false;
  const stream: HeardStream = {
    lastEventId,
    get closed() {
      return closed;
    },
    events,
    get position() {
      return standing;
    },
    get written() {
      return written;
    },
    send: (event) => void events.push(event),
    stand: (position) => void (standing = position),
    write: (content) => void (written += String(content)),
    end: () => stream.leave(),
    drop: () => stream.leave(),
    onClose: (listener) => void leaving.push(listener),
    every: () => {},
    leave() {
      closed = true;
      for (const listener of leaving.splice(0)) listener();
    },
  };
  return stream;
}
