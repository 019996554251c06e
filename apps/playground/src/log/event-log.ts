/**
 * What happened in each channel, in order: published by anyone, read again from any id, followed as it grows. Rooms, desks
 * and presence stand on it. There are two: in memory for one process, on Redis Streams for any number.
 */

/** What is published: the name and the data of an event. */
export interface Happening {
  readonly event: string;
  readonly data: string;
}

export interface Entry extends Happening {
  /** Milliseconds since the epoch, a dash, and a number that tells entries of one millisecond apart. */
  readonly id: string;
  /** 1 for the first of its channel, and one more for each after it. */
  readonly number: number;
}

/** What a channel has after an id. */
export interface Stretch {
  /** Oldest first. Where the history does not reach back to the id: all that is left. */
  readonly entries: readonly Entry[];
  /** The history does not reach back to the id: something may be missing between it and the entries. */
  readonly gap: boolean;
  /** The position to go on from: the id of the newest entry, or that of the beginning of a channel without any. */
  readonly position: string;
}

/** Hears a channel: each entry in order, or "gap" where entries went before they could be heard. */
export type Follower = (news: Entry | "gap") => void;

export interface EventLog {
  /** Whether other processes publish and follow the same channels. */
  readonly shared: boolean;
  /**
   * Adds an entry to a channel, which is opened if need be. A second call with the same `key` (within two minutes)
   * adds nothing and gives the entry of the first: who does not know whether a publish arrived says it again.
   * Rejects with `LogUnavailableError` or `ChannelsTakenError`.
   */
  publish(channel: string, happening: Happening, key?: string): Promise<Entry>;
  /** What came after `id`; without one, all that is kept. Opens no channel. Rejects with `LogUnavailableError`. */
  since(channel: string, id?: string): Promise<Stretch>;
  /**
   * Follows a channel, which is opened if need be, and stays open while it is followed. When it resolves, everything that
   * `since` did not give yet will be heard. Gives what ends it. Rejects as `publish` does.
   */
  tail(channel: string, follower: Follower): Promise<() => void>;
  /** Lets go of everything. */
  close(): Promise<void>;
}

/** How many channels of a kind there may be, and how many entries each keeps. The kind is what stands before the colon. */
export interface Bounds {
  readonly channels: number;
  readonly kept: number;
}

export type BoundsOf = Readonly<Record<string, Bounds>>;

/** The bounds of a channel. Throws for a kind that has none. */
export function boundsOf(kinds: BoundsOf, channel: string): Bounds & { readonly kind: string } {
  const kind = channel.split(":", 1)[0] ?? "";
  const bounds = kinds[kind];
  if (!bounds) throw new Error(`No bounds are given for channels such as ${channel}.`);
  return { kind, ...bounds };
}

/** The log cannot be reached now. Nothing is known of what was being published: publish it again with the same key. */
export class LogUnavailableError extends Error {
  override name = "LogUnavailableError";
  constructor(cause: unknown) {
    super("The event log cannot be reached.", { cause });
  }
}

/** Every channel of this kind is in use. */
export class ChannelsTakenError extends Error {
  override name = "ChannelsTakenError";
  constructor(channel: string) {
    super(`No channel is free for ${channel}.`);
  }
}

const ID = /^\d{1,15}-\d{1,10}$/;

/** Whether this is an id such as logs give. Anything else a reader brings is from elsewhere. */
export const isId = (text: string): boolean => ID.test(text);

/** Whether `one` comes after `other` in a channel. */
export function isAfter(one: string, other: string): boolean {
  const [time = 0, count = 0] = one.split("-").map(Number);
  const [otherTime = 0, otherCount = 0] = other.split("-").map(Number);
  return time === otherTime ? count > otherCount : time > otherTime;
}
