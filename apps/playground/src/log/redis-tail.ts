/** Reads the streams that somebody in this process follows, all of them over one connection. */
import { setTimeout as pause } from "node:timers/promises";
import type { Redis } from "ioredis";
import type { Follower } from "./event-log.ts";
import { type ChainedEntry, type RawEntry, readEntries } from "./redis-entry.ts";

/** Milliseconds that one read waits for news. */
const BLOCK = 5000;
/** Milliseconds before a read that failed is tried again; the connection has its own, longer ones. */
const AGAIN = 50;
/** Entries of a stream that one read takes at most. */
const BATCH = 500;

interface Followed {
  readonly followers: Set<Follower>;
  /** The id of the last entry that was handed on. */
  position: string;
}

export interface RedisTail {
  /** Hands on what comes after `position`, an id that the channel had a moment ago. Gives what ends it. */
  follow(channel: string, follower: Follower, position: string): () => void;
  /** The channels that are followed. */
  channels(): readonly string[];
  close(): void;
}

export interface RedisTailOptions {
  /** The key of a channel's stream. */
  readonly stream: (channel: string) => string;
  /** The key of a stream of this process: an entry in it ends a read that waits. */
  readonly wake: string;
}

export function createRedisTail(commands: Redis, { stream, wake }: RedisTailOptions): RedisTail {
  const followed = new Map<string, Followed>();
  const reader = commands.duplicate({
    commandTimeout: BLOCK * 2,
    retryStrategy: (times: number) => Math.min(times * 50, 500),
  });
  // Told of by the connection that publishes.
  reader.on("error", () => {});
  const closing = new AbortController();
  let woken = "0-0";
  let reading = false;

  function handOn(channel: string, entries: readonly ChainedEntry[]): void {
    const state = followed.get(channel);
    if (!state) return;
    for (const entry of entries) {
      const next = entry.before === state.position;
      state.position = entry.id;
      const news = next && entry.number > 0 ? entry : "gap";
      for (const follower of state.followers) follower(news);
    }
  }

  async function read(): Promise<void> {
    const channels = [...followed.keys()];
    const positions = [...followed.values()].map(({ position }) => position);
    const streams = [wake, ...channels.map(stream), woken, ...positions];
    const answer = (await reader.xread("COUNT", BATCH, "BLOCK", BLOCK, "STREAMS", ...streams)) as
      | readonly (readonly [string, readonly RawEntry[]])[]
      | null;
    for (const [key, entries] of answer ?? []) {
      if (key === wake) woken = entries.at(-1)?.[0] ?? woken;
      const channel = channels.find((each) => stream(each) === key);
      if (channel !== undefined) handOn(channel, readEntries(entries));
    }
  }

  async function readOn(): Promise<void> {
    reading = true;
    while (!closing.signal.aborted && followed.size > 0) {
      try {
        await read();
      } catch {
        // The connection is away, or stood still. What came meanwhile is in the streams.
        await pause(AGAIN);
      }
    }
    reading = false;
  }

  function follow(channel: string, follower: Follower, position: string): () => void {
    const state = followed.get(channel);
    if (state) state.followers.add(follower);
    else {
      followed.set(channel, { followers: new Set([follower]), position });
      if (reading) wakeUp();
      else void readOn();
    }
    return () => {
      const present = followed.get(channel);
      if (present?.followers.delete(follower) && present.followers.size === 0) followed.delete(channel);
    };
  }

  /** Lost, the read ends by itself within seconds, and takes the new channel along. */
  function wakeUp(): void {
    commands
      .multi()
      .xadd(wake, "MAXLEN", 1, "*", "new", 1)
      .pexpire(wake, BLOCK * 12)
      .exec()
      .catch(() => {});
  }

  return {
    follow,
    channels: () => [...followed.keys()],
    close() {
      closing.abort();
      reader.disconnect();
    },
  };
}
