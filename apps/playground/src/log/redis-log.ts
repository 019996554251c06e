/** The log of any number of processes, on Redis Streams. One connection publishes, another reads for all readers of this process. */
import { setTimeout as pause } from "node:timers/promises";
import { Redis } from "ioredis";
import {
  type BoundsOf,
  boundsOf,
  ChannelsTakenError,
  type EventLog,
  isId,
  LogUnavailableError,
  type Stretch,
} from "./event-log.ts";
import { type ChainedEntry, type RawEntry, readEntries } from "./redis-entry.ts";
import { openScript, publishScript, useScript } from "./redis-scripts.ts";
import { createRedisTail } from "./redis-tail.ts";

/** How long the key of a publish is remembered, in ms. */
const KEYS_KEPT = 120_000;
/** A channel that no process has said to be in use for so many ms makes way for another. */
const IDLE = 15_000;
/** For so many ms an answer is waited for, also where the connection is away meanwhile. */
const PATIENCE = 3000;
/** Milliseconds before the next try. */
const AGAIN = 50;

type ChainedEntries = readonly ChainedEntry[];

export interface RedisLogOptions {
  /** `redis://[user:password@]host[:port][/database]`, or `rediss:` for TLS. */
  readonly url: string;
  readonly bounds: BoundsOf;
  /** What all keys begin with. Default `playground:`. */
  readonly prefix?: string;
  /** Milliseconds, default 15,000. */
  readonly idle?: number;
  /** Is told when Redis has gone, once, and when it is back. */
  readonly onState?: (state: "lost" | "back", reason: string) => void;
}

/** Connects; rejects with `LogUnavailableError` when the first connection fails. Later on it reconnects by itself. */
export async function createRedisLog({
  url,
  bounds,
  prefix = "playground:",
  idle = IDLE,
  onState = () => {},
}: RedisLogOptions): Promise<EventLog> {
  const commands = await connect(url, onState);
  const stream = (channel: string): string => `${prefix}${channel}`;
  const registry = (kind: string): string => `${prefix}channels:${kind}`;

  /** Asks until there is an answer, for so long as one is worth waiting for: whatever is asked here may be asked twice. */
  async function ask<T>(command: () => Promise<T>): Promise<T> {
    const deadline = Date.now() + PATIENCE;
    for (;;) {
      try {
        return await command();
      } catch (error) {
        if (Date.now() > deadline) throw new LogUnavailableError(error);
        await pause(AGAIN);
      }
    }
  }

  const tail = createRedisTail(commands, { stream, wake: `${prefix}wake:${crypto.randomUUID()}` });

  /** The entries after an id, and the newest of all, at one moment. */
  async function read(channel: string, after: string): Promise<{ found: ChainedEntries; newest: ChainedEntries }> {
    const answers = await ask(() =>
      commands.multi().xrange(stream(channel), after, "+").xrevrange(stream(channel), "+", "-", "COUNT", 1).exec(),
    );
    const [found, newest] = (answers ?? []).map(([error, raw]) => {
      if (error) throw new LogUnavailableError(error);
      return readEntries(raw as RawEntry[]);
    });
    return { found: found ?? [], newest: newest ?? [] };
  }

  async function open(channel: string): Promise<string> {
    const { kind, channels } = boundsOf(bounds, channel);
    const newest = await ask(() =>
      commands.eval(openScript, 2, stream(channel), registry(kind), channel, channels, idle),
    );
    if (!newest) throw new ChannelsTakenError(channel);
    return (newest as RawEntry)[0];
  }

  async function since(channel: string, id = ""): Promise<Stretch> {
    const { found, newest } = await read(channel, isId(id) ? `(${id}` : "-");
    const position = newest[0]?.id ?? "";
    const gap = id !== "" && (found[0]?.before ?? position) !== id;
    if (gap && isId(id)) return { ...(await since(channel)), gap };
    return { entries: found.filter(({ number }) => number > 0), gap, position };
  }

  /** Those that are followed here are in use. */
  function refresh(): void {
    for (const kind of Object.keys(bounds)) {
      const channels = tail.channels().filter((channel) => channel.startsWith(`${kind}:`));
      // Lost, it is said again at the next turn.
      if (channels.length) commands.eval(useScript, 1, registry(kind), ...channels).catch(() => {});
    }
  }
  const refreshing = setInterval(refresh, idle / 3);
  refreshing.unref();

  return {
    shared: true,
    async publish(channel, { event, data }, key = crypto.randomUUID()) {
      const { kind, channels, kept } = boundsOf(bounds, channel);
      const keys = [stream(channel), registry(kind), `${prefix}key:${channel}:${key}`];
      const values = [channel, channels, idle, kept, event, data, KEYS_KEPT];
      const added = await ask(() => commands.eval(publishScript, 3, ...keys, ...values));
      if (!added) throw new ChannelsTakenError(channel);
      const [id, number] = added as [string, string];
      return { id, number: Number(number), event, data };
    },
    since,
    async tail(channel, follower) {
      return tail.follow(channel, follower, await open(channel));
    },
    async close() {
      clearInterval(refreshing);
      tail.close();
      commands.removeAllListeners("close");
      commands.disconnect();
    },
  };
}

/** A connection that comes back by itself, once it has been there. What is asked while it is away fails at once. */
async function connect(url: string, onState: NonNullable<RedisLogOptions["onState"]>): Promise<Redis> {
  let state: "new" | "up" | "lost" = "new";
  let reason = "The connection was closed.";
  const redis = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    commandTimeout: PATIENCE,
    connectTimeout: PATIENCE,
    retryStrategy: (times) => (state === "new" ? null : Math.min(times * AGAIN, 500)),
  });
  redis.on("error", (error: Error) => (reason = error.message || String(error)));
  redis.on("close", () => {
    if (state === "up") onState("lost", reason);
    if (state === "up") state = "lost";
  });
  redis.on("ready", () => {
    if (state === "lost") onState("back", "");
    state = "up";
  });
  try {
    await redis.connect();
  } catch (error) {
    redis.disconnect();
    throw new LogUnavailableError(state === "new" ? new Error(reason, { cause: error }) : error);
  }
  return redis;
}
