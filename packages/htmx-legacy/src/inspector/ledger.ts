/** What the registry was seen doing: each connection's story and the last messages, from observations alone. */
import type { Connection, Observation, Registry } from "@sse/core";

const KEPT = 300;
/** Seconds of rate that a sparkline shows. */
const SECONDS = 40;

export interface Entry {
  /** Counts up over the whole page. */
  readonly number: number;
  readonly connection: Connection;
  readonly type: string;
  readonly data: string;
  readonly lastEventId: string;
  /** UTF-16 code units of data. */
  readonly size: number;
  readonly subscribers: number;
  readonly time: number;
  /** Milliseconds since the message before it on the same connection; `undefined` for the first. */
  readonly gap: number | undefined;
  /** Milliseconds from its arrival to the last element it reached. */
  took: number | undefined;
  /** The elements it reached, held weakly: the inspector keeps nothing alive. */
  readonly elements: WeakRef<Element>[];
  superseded: number;
}

export interface Story {
  readonly connection: Connection;
  /** When the present state began, in ms since the epoch. */
  since: number;
  /** When the next attempt is due, while `waiting`. */
  retryAt: number | undefined;
  messages: number;
  lastMessage: number | undefined;
  problem: string | undefined;
  readonly rates: number[];
}

export interface Ledger {
  readonly stories: ReadonlyMap<Connection, Story>;
  /** Newest last; at most a few hundred. */
  readonly entries: readonly Entry[];
  /** Messages since the ledger was opened. */
  readonly total: number;
  /** Closes the present second of every sparkline. */
  tick(): void;
  /** Adds an element to the message that reached it. */
  reached(element: Element, detail: { type: string; data: string; lastEventId: string; superseded?: boolean }): void;
  clear(): void;
  stop(): void;
}

export function openLedger(registry: Registry): Ledger {
  const stories = new Map<Connection, Story>();
  const entries: Entry[] = [];
  const arrivals = new WeakMap<Entry, number>();
  const seconds = new Map<Connection, number>();
  let total = 0;

  function story(connection: Connection): Story {
    const known = stories.get(connection);
    if (known) return known;
    const fresh: Story = {
      connection,
      since: Date.now(),
      retryAt: undefined,
      messages: 0,
      lastMessage: undefined,
      problem: undefined,
      rates: [],
    };
    stories.set(connection, fresh);
    return fresh;
  }

  function hear(observation: Observation): void {
    const { connection, time } = observation;
    const told = story(connection);
    if (observation.kind === "state") {
      told.since = time;
      const { state, retryIn } = observation.change;
      told.retryAt = state === "waiting" && retryIn !== undefined ? time + retryIn : undefined;
      if (state === "open") told.problem = undefined;
    } else if (observation.kind === "error") {
      told.problem = observation.error instanceof Error ? observation.error.message : String(observation.error);
    } else if (observation.kind === "message") {
      const { message, size, subscribers } = observation;
      const gap = told.lastMessage === undefined ? undefined : time - told.lastMessage;
      told.messages += 1;
      told.lastMessage = time;
      total += 1;
      seconds.set(connection, (seconds.get(connection) ?? 0) + 1);
      const { type, data, lastEventId } = message;
      const entry: Entry = {
        number: total,
        connection,
        type,
        data,
        lastEventId,
        size,
        subscribers,
        time,
        gap,
        took: undefined,
        elements: [],
        superseded: 0,
      };
      arrivals.set(entry, performance.now());
      entries.push(entry);
      if (entries.length > KEPT * 2) entries.splice(0, entries.length - KEPT);
    }
  }

  for (const connection of registry.connections) story(connection);
  const stop = registry.observe(hear);
  return {
    stories,
    entries,
    get total() {
      return total;
    },
    tick() {
      for (const told of stories.values()) {
        told.rates.push(seconds.get(told.connection) ?? 0);
        if (told.rates.length > SECONDS) told.rates.shift();
        const forgotten = told.connection.state === "closed" && Date.now() - told.since > 30_000;
        if (forgotten) stories.delete(told.connection);
      }
      seconds.clear();
    },
    reached(element, { type, data, lastEventId, superseded }) {
      const entry = entries.findLast(
        (one) => one.type === type && one.lastEventId === lastEventId && one.data === data,
      );
      if (!entry) return;
      entry.took = performance.now() - (arrivals.get(entry) ?? performance.now());
      if (superseded) entry.superseded += 1;
      else entry.elements.push(new WeakRef(element));
    },
    clear() {
      entries.length = 0;
    },
    stop,
  };
}
