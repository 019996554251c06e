/**
 * Leases that are held back: where sources of different positions share one connection, it starts from the earliest, and
 * each hears only what comes after its own.
 */
import { comparePositions } from "./position.ts";
import type { Lease, Message } from "./types.ts";

/** How long an open stream may take to come by the position of a lease, in ms: then it does not come by it. */
export const PASSING = 5000;

/** The message that is being routed: a lease that has not heard it yet stands where the stream stood before. */
export interface Delivery {
  isUnderWay: boolean;
  /** Counts the messages. */
  number: number;
  message: Message | undefined;
  /** The last event ID before it. */
  before: string;
}

/** A gate opens for good when the stream has passed the position of its lease. */
interface Gate {
  readonly position: string;
  /** The message during which it was closed: that one is still heard by all who were to hear it. */
  readonly since: number;
  /** Only the event of this very position opens it: there is no telling which of two is the later. */
  readonly isOpaque: boolean;
  /** Ends what waits for the stream to come by. */
  over: (() => void) | undefined;
  /** The event of this very position has come: the next one is new. */
  reached: boolean;
}

/** The gates of one connection; a lease without one hears everything. */
export interface Gates {
  /** Holds the lease back until the stream has passed `position`; `over`, where that is opaque, is called then. */
  close(lease: Lease, position: string, over?: () => void): void;
  /** The stream goes back from `here`: leases that have heard as far as that wait until it has come there again. */
  rewind(leases: Iterable<Lease>, here: string): void;
  /** The lease comes without a position while the stream is behind where it was: what was heard before is not for it. */
  wait(lease: Lease): void;
  /** The stream has opened: it was asked for what comes after `position`. */
  opened(position: string): void;
  /** A message of this ID is about to be routed: whoever waits for it hears it, or the next one. */
  pass(lastEventId: string): void;
  /** Holds nobody back any more: better twice than never. */
  open(): void;
  /** Whether the lease is not to hear the message that is being routed. */
  holdsBack(lease: Lease): boolean;
  /** The position of a lease that is held back; `isUnheard`: it is still to hear the message that is being routed. */
  positionOf(lease: Lease, isUnheard: boolean): string | undefined;
  /** Which position is the later, as `comparePositions`; `undefined` where the numbers of this server are no order. */
  compare(one: string, other: string): number | undefined;
  /** Forgets the lease. */
  remove(lease: Lease): void;
  /** The connection is closed: nobody waits for it to come by any more. Each lease stands where it stood. */
  stop(): void;
}

/** @param leave gives a lease that is held back in vain a stream of its own */
export function createGates(leave: (lease: Lease) => void, delivery: Delivery): Gates {
  const gates = new Map<Lease, Gate>();
  /** How far the stream had come before it went back; empty when it has come there again. */
  let front = "";
  /** Whether an ID has ever come. */
  let isHeard = false;
  let start = "";
  /** Whether no ID has come since the stream opened. */
  let isBeforeIds = false;
  /** Whether later events have larger numbers: a server may have begun to count anew. */
  let isOrdered = true;

  const compare = (one: string, other: string) => {
    const order = comparePositions(one, other);
    return isOrdered || order === 0 ? order : undefined;
  };
  const end = (gate: Gate | undefined) => {
    gate?.over?.();
    if (gate) gate.over = undefined;
  };
  const remove = (lease: Lease) => {
    end(gates.get(lease));
    gates.delete(lease);
  };
  const close: Gates["close"] = (lease, position, over) => {
    gates.set(lease, { position, since: delivery.number, isOpaque: over !== undefined, over, reached: false });
  };
  const open = () => {
    front = "";
    for (const lease of gates.keys()) remove(lease);
  };
  const soon = (lease: Lease) => {
    const timer = setTimeout(() => {
      isOrdered = false;
      leave(lease);
    }, PASSING);
    return () => clearTimeout(timer);
  };

  return {
    close,
    compare,
    open,
    remove,
    stop() {
      for (const gate of gates.values()) end(gate);
    },
    rewind(leases, here) {
      if (isHeard) front ||= here;
      for (const lease of leases) {
        const gate = gates.get(lease);
        if (gate) gate.reached = false;
        else if (here) close(lease, here);
      }
    },
    wait(lease) {
      if (front) close(lease, front);
    },
    opened(position) {
      start = position;
      isBeforeIds = true;
    },
    pass(lastEventId) {
      // What a server says before its first ID, a greeting, it says to everybody; and it may send no IDs at all.
      if (isBeforeIds && lastEventId === start) return;
      if (isBeforeIds && (comparePositions(lastEventId, start) ?? 0) < 0) {
        isOrdered = false;
        open();
      }
      isBeforeIds = false;
      isHeard = true;
      if (front && (comparePositions(lastEventId, front) ?? 1) > 0) front = "";
      for (const [lease, gate] of gates) {
        const order = comparePositions(lastEventId, gate.position);
        // What cannot be compared is let through: better twice than never.
        if (gate.reached || (order === undefined ? !gate.isOpaque : order > 0)) remove(lease);
        else if (order === 0) {
          gate.reached = true;
          end(gate);
        } else gate.over ??= soon(lease);
      }
    },
    holdsBack(lease) {
      const gate = isBeforeIds ? undefined : gates.get(lease);
      return gate !== undefined && gate.since !== delivery.number;
    },
    positionOf(lease, isUnheard) {
      const gate = gates.get(lease);
      return isUnheard && gate?.since === delivery.number ? undefined : gate?.position;
    },
  };
}
