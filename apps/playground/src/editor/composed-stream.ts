/** The streams that visitors of the editor compose: each known by a key, fed by its owner, bounded in number and pace. */
import { randomBytes } from "node:crypto";
import type { EventLog } from "../log/event-log.ts";
import { type Allowance, createAllowance } from "../streams/allowance.ts";
import type { EventStream } from "../streams/event-stream.ts";
import type { StreamEvent } from "../streams/wire.ts";

const KEY = /^[0-9a-f]{32}$/;
/** So many events may come at once, and as many more each second. */
const PACE = 20;
/** Streams whose pace and readers are remembered. */
const REMEMBERED = 1000;

/** What came of an event: how many readers this server has sent it to, or that it came too soon after others. */
export type Sent = { readonly readers: number } | "too fast";

export interface ComposedStreams {
  newKey(): string;
  /** Whether this is a key. */
  isKey(key: string): boolean;
  /** Sends what comes from now on. Resolves, once it hears, with what ends it. Rejects as the log does. */
  join(key: string, send: EventStream["send"]): Promise<() => void>;
  /** Sends to all readers, on every server. Rejects as the log does. */
  send(key: string, event: StreamEvent): Promise<Sent>;
}

interface Composed {
  readonly allowance: Allowance;
  readers: number;
}

export function createComposedStreams(log: EventLog): ComposedStreams {
  const streams = new Map<string, Composed>();

  function stream(key: string): Composed {
    const known = streams.get(key);
    if (known) return known;
    const idle = [...streams].find(([, { readers }]) => readers === 0);
    if (streams.size >= REMEMBERED && idle) streams.delete(idle[0]);
    const made = { allowance: createAllowance(PACE, PACE), readers: 0 };
    streams.set(key, made);
    return made;
  }

  return {
    newKey: () => randomBytes(16).toString("hex"),
    isKey: (key) => KEY.test(key),
    async join(key, send) {
      const leave = await log.tail(`editor:${key}`, (news) => {
        if (news !== "gap") send(JSON.parse(news.data) as StreamEvent);
      });
      const joined = stream(key);
      joined.readers += 1;
      return () => {
        joined.readers -= 1;
        leave();
      };
    },
    async send(key, event) {
      const composed = stream(key);
      if (!composed.allowance.take()) return "too fast";
      await log.publish(`editor:${key}`, { event: "composed", data: JSON.stringify(event) });
      return { readers: composed.readers };
    },
  };
}
