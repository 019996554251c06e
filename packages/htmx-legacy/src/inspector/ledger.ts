/**
 * What the registry was seen doing: each connection, and its messages and steps in the order they came.
 *
 * All of it comes from `registry.observe`, but for one thing: which elements a message reached. A registry routes to
 * listeners and knows no document, and whether a message was cancelled, superseded or found its target is decided after
 * it. `htmx:sseMessage` tells that to every page at no cost of its own, so it is brought in from there by `reached`.
 */
import type { Connection, Observation, Registry } from "@sse/core";
import { advised, said } from "./advice.ts";
import type { Entry, Step } from "./entry.ts";
import { duration } from "./format.ts";

const KEPT = 300;
/** Seconds of rate that a sparkline shows. */
const SECONDS = 40;

export interface ConnectionRecord {
  readonly connection: Connection;
  /** When it was first seen, in ms since the epoch. */
  readonly born: number;
  /** When the present state began, in ms since the epoch. */
  since: number;
  /** When the next attempt is due, while `waiting`. */
  retryAt: number | undefined;
  messages: number;
  /** Comments, by which servers keep a quiet stream alive. */
  heartbeats: number;
  /** What the server last asked to wait: `retry 5s`. */
  asked: string;
  lastMessage: number | undefined;
  problem: string | undefined;
  readonly rates: number[];
}

export interface Ledger {
  readonly records: ReadonlyMap<Connection, ConnectionRecord>;
  /** Newest last; at most a few hundred. */
  readonly entries: readonly (Entry | Step)[];
  /** Messages and steps since the ledger was opened. */
  readonly written: number;
  /** Messages since the ledger was opened. */
  readonly total: number;
  /** Closes the present second of every sparkline. */
  tick(): void;
  /** Adds an element to the message that reached it. */
  reached(element: Element, detail: { type: string; data: string; lastEventId: string; superseded?: boolean }): void;
  clear(): void;
  stop(): void;
}

type MessageObservation = Extract<Observation, { kind: "message" }>;

export function openLedger(registry: Registry): Ledger {
  const records = new Map<Connection, ConnectionRecord>();
  const entries: (Entry | Step)[] = [];
  const arrivals = new WeakMap<Entry, number>();
  const seconds = new Map<Connection, number>();
  let total = 0;
  let written = 0;

  function write(line: Entry | Step): void {
    entries.push(line);
    if (entries.length > KEPT * 2) entries.splice(0, entries.length - KEPT);
  }

  function recordOf(connection: Connection): ConnectionRecord {
    const known = records.get(connection);
    if (known) return known;
    const fresh: ConnectionRecord = {
      connection,
      born: Date.now(),
      since: Date.now(),
      retryAt: undefined,
      messages: 0,
      heartbeats: 0,
      asked: "",
      lastMessage: undefined,
      problem: undefined,
      rates: [],
    };
    records.set(connection, fresh);
    return fresh;
  }

  function hear(observation: Observation): void {
    const { connection, time } = observation;
    const record = recordOf(connection);
    if (observation.kind === "state") {
      const { change } = observation;
      const { state, retryIn } = change;
      record.since = time;
      record.retryAt = state === "waiting" && retryIn !== undefined ? time + retryIn : undefined;
      if (state === "open") record.problem = undefined;
      write({ kind: "step", number: ++written, connection, time, change });
    } else if (observation.kind === "error") {
      const { error } = observation;
      record.problem = [said(error, connection.url), advised(error)].filter(Boolean).join(". ");
      const last = entries.at(-1);
      // The error of a step is observed right after it.
      if (last?.kind === "step" && last.change.error === error) return;
      write({ kind: "step", number: ++written, connection, time, change: { error } });
    } else if (observation.kind === "message") {
      hearMessage(record, observation);
    } else if (observation.kind === "comment") {
      record.heartbeats += 1;
    } else if (observation.kind === "retry") {
      record.asked = `${observation.field} ${duration(observation.ms)}`;
    } else if (observation.kind === "dropped") {
      const error = `event "${observation.type}" was dropped: it has no data: line`;
      write({ kind: "step", number: ++written, connection, time, change: { error } });
    } else if (observation.kind === "gap") {
      write({ kind: "step", number: ++written, connection, time, change: { error: observation.gap } });
    }
  }

  function hearMessage(
    record: ConnectionRecord,
    { connection, message, size, subscribers, time }: MessageObservation,
  ): void {
    const { type, data, lastEventId } = message;
    const gap = record.lastMessage === undefined ? undefined : time - record.lastMessage;
    record.messages += 1;
    record.lastMessage = time;
    total += 1;
    seconds.set(connection, (seconds.get(connection) ?? 0) + 1);
    const entry: Entry = {
      kind: "message",
      number: ++written,
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
    write(entry);
  }

  for (const connection of registry.connections) recordOf(connection);
  const stop = registry.observe(hear);
  return {
    records,
    entries,
    get total() {
      return total;
    },
    get written() {
      return written;
    },
    tick() {
      for (const record of records.values()) {
        record.rates.push(seconds.get(record.connection) ?? 0);
        if (record.rates.length > SECONDS) record.rates.shift();
        const forgotten = record.connection.state === "closed" && Date.now() - record.since > 30_000;
        if (forgotten) records.delete(record.connection);
      }
      seconds.clear();
    },
    reached(element, { type, data, lastEventId, superseded }) {
      const entry = entries.findLast(
        (one): one is Entry =>
          one.kind === "message" && one.type === type && one.lastEventId === lastEventId && one.data === data,
      );
      if (!entry) return;
      entry.took = performance.now() - (arrivals.get(entry) ?? performance.now());
      if (superseded) entry.superseded += 1;
      // One that swaps a message and triggers by it is reached twice.
      else if (!entry.elements.some((reference) => reference.deref() === element))
        entry.elements.push(new WeakRef(element));
    },
    clear() {
      entries.length = 0;
    },
    stop,
  };
}
