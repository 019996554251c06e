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
  /** Whether it is still to be routed: whoever comes now hears it. */
  isAhead: boolean;
  /** Counts the messages. */
  number: number;
  message: Message | undefined;
  /** The last event ID before it. */
  before: string;
}

/** What a lease waits for. It ends for good when the stream has passed the position. */
interface Hold {
  readonly position: string;
  /** The number of the message that it still hears, since it was to hear it when the stream went back. */
  readonly except: number;
  /** Only the event of this very position ends it: there is no telling which of two is the later. */
  readonly isOpaque: boolean;
  /** Ends what waits for the stream to come by. */
  over: (() => void) | undefined;
  /** The event of this very position has come: the next one is new. */
  reached: boolean;
}

/** The leases of one connection that are held back; all others hear everything. */
export interface HeldBack {
  /** Holds the lease back until the stream has passed `position`; `over`, where that is opaque, is called then. */
  hold(lease: Lease, position: string, over?: () => void): void;
  /** The lease has heard what is about to be routed, which has this position. */
  skip(lease: Lease, position: string): void;
  /** The stream goes back from `here`: leases that have heard as far as that wait until it has come there again. */
  rewind(leases: Iterable<Lease>, here: string): void;
  /** The lease comes without a position while the stream is behind where it was: what was heard before is not for it. */
  wait(lease: Lease): void;
  /** The stream has opened: it was asked for what comes after `position`. */
  opened(position: string): void;
  /** A message of this ID is about to be routed: whoever waits for it hears it, or the next one. */
  pass(lastEventId: string): void;
  /** Holds nobody back any more: better twice than never. */
  freeAll(): void;
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
export function createHeldBack(leave: (lease: Lease) => void, delivery: Delivery): HeldBack {
  const holds = new Map<Lease, Hold>();
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
  const end = (held: Hold | undefined) => {
    held?.over?.();
    if (held) held.over = undefined;
  };
  const remove = (lease: Lease) => {
    end(holds.get(lease));
    holds.delete(lease);
  };
  const keep = (lease: Lease, position: string, more?: Partial<Hold>) => {
    holds.set(lease, { position, except: -1, isOpaque: false, over: undefined, reached: false, ...more });
  };
  const freeAll = () => {
    front = "";
    for (const lease of holds.keys()) remove(lease);
  };
  const soon = (lease: Lease) => {
    const timer = setTimeout(() => {
      isOrdered = false;
      leave(lease);
    }, PASSING);
    return () => clearTimeout(timer);
  };

  return {
    hold: (lease, position, over) => keep(lease, position, { over, isOpaque: over !== undefined }),
    skip: (lease, position) => keep(lease, position, { reached: true }),
    compare,
    freeAll,
    remove,
    stop() {
      for (const held of holds.values()) end(held);
    },
    rewind(leases, here) {
      if (isHeard) front ||= here;
      for (const lease of leases) {
        const held = holds.get(lease);
        if (held) held.reached = false;
        else if (here) keep(lease, here, { except: delivery.number });
      }
    },
    wait(lease) {
      if (front) keep(lease, front);
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
        freeAll();
      }
      isBeforeIds = false;
      isHeard = true;
      if (front && (comparePositions(lastEventId, front) ?? 1) > 0) front = "";
      for (const [lease, held] of holds) {
        const order = comparePositions(lastEventId, held.position);
        // What cannot be compared is let through: better twice than never.
        if (held.reached || (order === undefined ? !held.isOpaque : order > 0)) remove(lease);
        else if (order === 0) {
          held.reached = true;
          end(held);
        } else held.over ??= soon(lease);
      }
    },
    holdsBack(lease) {
      const held = isBeforeIds ? undefined : holds.get(lease);
      return held !== undefined && held.except !== delivery.number;
    },
    positionOf(lease, isUnheard) {
      const held = holds.get(lease);
      return isUnheard && held?.except === delivery.number ? undefined : held?.position;
    },
  };
}
