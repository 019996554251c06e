/** The streams that visitors of the editor compose: each known by a key, fed by its owner, bounded in number and pace. */
import { randomBytes } from "node:crypto";
import type { EventStream } from "../streams/event-stream.ts";
import type { StreamEvent } from "../streams/wire.ts";

const LIMIT = 500;
const KEY = /^[0-9a-f]{32}$/;
/** So many events may come at once, and as many more each second. */
const PACE = 20;

export interface ComposedStream {
  readonly readers: number;
  join(stream: EventStream): void;
  /** Sends to all readers and returns how many there were; `undefined` when it goes too fast. */
  send(event: StreamEvent): number | undefined;
}

export interface ComposedStreams {
  newKey(): string;
  /** The stream of this key, made if need be; `undefined` for what is no key, and while all are in use. */
  stream(key: string): ComposedStream | undefined;
}

export function createComposedStreams(): ComposedStreams {
  const streams = new Map<string, ComposedStream>();
  return {
    newKey: () => randomBytes(16).toString("hex"),
    stream(key) {
      const known = streams.get(key);
      if (known) return known;
      if (!KEY.test(key)) return undefined;
      if (streams.size >= LIMIT) {
        const idle = [...streams].find(([, stream]) => stream.readers === 0);
        if (!idle) return undefined;
        streams.delete(idle[0]);
      }
      const stream = createComposedStream();
      streams.set(key, stream);
      return stream;
    },
  };
}

function createComposedStream(): ComposedStream {
  const readers = new Set<EventStream>();
  let allowance = PACE;
  let counted = Date.now();
  return {
    get readers() {
      return readers.size;
    },
    join(stream) {
      readers.add(stream);
      stream.onClose(() => readers.delete(stream));
    },
    send(event) {
      const now = Date.now();
      allowance = Math.min(PACE, allowance + ((now - counted) / 1000) * PACE);
      counted = now;
      if (allowance < 1) return undefined;
      allowance -= 1;
      for (const stream of readers) stream.send(event);
      return readers.size;
    },
  };
}
