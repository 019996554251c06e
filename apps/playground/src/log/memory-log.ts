/** The log of one process, in its memory. */
import {
  type BoundsOf,
  boundsOf,
  ChannelsTakenError,
  type Entry,
  type EventLog,
  type Follower,
  type Happening,
  isId,
  type Stretch,
} from "./event-log.ts";

/** How long the key of a publish is remembered, in ms. */
const KEYS_KEPT = 120_000;

interface Channel {
  readonly entries: Entry[];
  readonly followers: Set<Follower>;
  /** The entries of keys that were used, and when. */
  readonly keys: Map<string, { readonly entry: Entry; readonly at: number }>;
  /** The newest id that is no longer among the entries: the beginning, at first. */
  floor: string;
  number: number;
}

export function createMemoryLog(bounds: BoundsOf): EventLog {
  const channels = new Map<string, Channel>();
  let time = 0;
  let count = 0;

  /** Later than any id before, also where the clock was set back; an id of an earlier process is never given again. */
  function nextId(): string {
    const now = Date.now();
    count = now > time ? 0 : count + 1;
    time = Math.max(now, time);
    return `${time}-${count}`;
  }

  function open(name: string): Channel {
    const known = channels.get(name);
    if (known) {
      // The last one of the map is the one that was used last.
      channels.delete(name);
      channels.set(name, known);
      return known;
    }
    const { kind, channels: most } = boundsOf(bounds, name);
    const ofKind = [...channels].filter(([other]) => other.startsWith(`${kind}:`));
    if (ofKind.length >= most) {
      const idle = ofKind.find(([, { followers }]) => followers.size === 0);
      if (!idle) throw new ChannelsTakenError(name);
      channels.delete(idle[0]);
    }
    const channel: Channel = { entries: [], followers: new Set(), keys: new Map(), floor: nextId(), number: 0 };
    channels.set(name, channel);
    return channel;
  }

  function remembered({ keys }: Channel, key: string | undefined): Entry | undefined {
    for (const [old, { at }] of keys) {
      if (at > Date.now() - KEYS_KEPT) break;
      keys.delete(old);
    }
    return key === undefined ? undefined : keys.get(key)?.entry;
  }

  return {
    shared: false,
    async publish(name, { event, data }: Happening, key) {
      const channel = open(name);
      const known = remembered(channel, key);
      if (known) return known;
      channel.number += 1;
      const entry: Entry = { id: nextId(), number: channel.number, event, data };
      channel.entries.push(entry);
      if (channel.entries.length > boundsOf(bounds, name).kept)
        channel.floor = channel.entries.shift()?.id ?? channel.floor;
      if (key !== undefined) channel.keys.set(key, { entry, at: Date.now() });
      for (const follower of channel.followers) follower(entry);
      return entry;
    },
    async since(name, id = "") {
      const channel = channels.get(name);
      if (!channel) return { entries: [], gap: id !== "", position: "" };
      return stretchOf(channel, id);
    },
    async tail(name, follower) {
      const { followers } = open(name);
      followers.add(follower);
      return () => void followers.delete(follower);
    },
    async close() {
      channels.clear();
    },
  };
}

function stretchOf({ entries, floor }: Channel, id: string): Stretch {
  const position = entries.at(-1)?.id ?? floor;
  if (id === "" || id === floor) return { entries: [...entries], gap: false, position };
  const place = isId(id) ? entries.findIndex((entry) => entry.id === id) : -1;
  return { entries: entries.slice(place + 1), gap: place < 0, position };
}
