/** All desks: each known only by a key that its visitor holds. A desk is a channel of the log; its readers are on any server. */
import { randomBytes } from "node:crypto";
import type { Entry, EventLog } from "../log/event-log.ts";
import type { EventStream } from "../streams/event-stream.ts";
import { createDeskReader, type DeskReader } from "./desk-reader.ts";
import { after, begun, countAt, type DeskState, type Greeting, greetingAt, type Order, stateIn } from "./desk-state.ts";

const KEY = /^[0-9a-f]{32}$/;
/** A reader may be so many numbers ahead of a desk: clocks of servers differ. */
const AHEAD = 40;

/** A desk that a reader is about to be served by. */
export interface OpenDesk {
  readonly greeting: Greeting;
  /** Goes on after the reader's last event ID, with nothing left out. */
  serve(stream: EventStream): void;
  /** What has to be done where nobody is served. */
  leave(): void;
}

export interface Desks {
  /** A key for a new visitor. Nothing is kept until it is used. */
  newKey(): string;
  isKey(key: string): boolean;
  /** The desk of this key, made if need be, for a reader who had `lastEventId`. Rejects as the log does. */
  open(key: string, lastEventId: string): Promise<OpenDesk>;
  /** How the desk would answer now; nothing where nobody has used it. Rejects as the log does. */
  greet(key: string): Promise<Greeting | undefined>;
  /** Does it. Resolves with what is in the way, if anything is. Rejects as the log does. */
  give(key: string, order: Exclude<Order, "begin">): Promise<string | undefined>;
}

const channelOf = (key: string): string => `desk:${key}`;
const NOT_CONNECTED = "Your stream is not connected at the moment.";

export function createDesks(log: EventLog): Desks {
  /** How many readers this server has, by key. */
  const served = new Map<string, number>();

  async function newest(key: string): Promise<Entry | undefined> {
    return (await log.since(channelOf(key))).entries.at(-1);
  }

  /** Counts a reader of this server; gives what takes it away again. */
  function counted(key: string): () => void {
    served.set(key, (served.get(key) ?? 0) + 1);
    return () => {
      const left = (served.get(key) ?? 1) - 1;
      if (left > 0) served.set(key, left);
      else served.delete(key);
    };
  }

  /** The state of a desk that has numbers: those of the log, or else those that this reader knows. */
  async function stateFor(key: string, last: number): Promise<DeskState> {
    const entry = await newest(key);
    const state = entry && stateIn(entry);
    const now = Date.now();
    if (state && greetingAt(state, now) !== "stream") return state;
    if (state?.count !== undefined && last <= countAt(state, now) + AHEAD) return state;
    // A number that was never sent here is from before the desk, or its server, was started: it goes on from there.
    const anew = JSON.stringify(begun(Math.min(last, Number.MAX_SAFE_INTEGER / 2), now, state));
    // Of several readers that come back at once, one begins.
    return stateIn(await log.publish(channelOf(key), { event: "begin", data: anew }, `begin ${entry?.id ?? ""}`));
  }

  return {
    newKey: () => randomBytes(16).toString("hex"),
    isKey: (key) => KEY.test(key),
    async greet(key) {
      const entry = await newest(key);
      return entry && greetingAt(stateIn(entry), Date.now());
    },
    async open(key, lastEventId) {
      let state: DeskState | undefined;
      let reader: DeskReader | undefined;
      // Every server that has readers of the desk does to them what the log says.
      const leave = await log.tail(channelOf(key), (news) => {
        if (news === "gap") return;
        state = stateIn(news);
        const order = news.event as Order;
        if (order === "restart") reader?.stream.drop();
        else if (order !== "begin") reader?.suffer(order);
      });
      const last = Math.max(0, Number.parseInt(lastEventId, 10) || 0);
      try {
        state = await stateFor(key, last);
      } catch (error) {
        leave();
        throw error;
      }
      return {
        greeting: greetingAt(state, Date.now()),
        leave,
        serve(stream) {
          reader = createDeskReader(stream, last, () => (state ? countAt(state, Date.now()) : last));
          stream.onClose(counted(key));
          stream.onClose(leave);
        },
      };
    },
    async give(key, order) {
      const entry = await newest(key);
      // Only a log in memory knows that nobody reads anywhere.
      if (!entry || (!log.shared && !served.has(key) && order !== "flood")) return NOT_CONNECTED;
      const state = after(order, stateIn(entry), Date.now());
      if (typeof state === "string") return state;
      await log.publish(channelOf(key), { event: order, data: JSON.stringify(state) });
      return undefined;
    },
  };
}
