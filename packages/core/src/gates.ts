/**
 * Leases that are held back: where sources of different positions share one connection, it starts from the earliest, and
 * each hears only what comes after its own.
 */
import { comparePositions } from "./position.ts";
import type { Lease } from "./types.ts";

/** A gate opens for good when the stream has passed the position of its lease. */
interface Gate {
  readonly position: string;
  /**
   * Of an opaque position, which only its very event opens, since there is no telling which of two is the later: called when
   * the gate is gone.
   */
  readonly over: (() => void) | undefined;
  /** The event of this very position has come: the next one is new. */
  reached: boolean;
}

/** The gates of one connection; a lease without one hears everything. */
export interface Gates {
  /** Holds the lease back until the stream has passed `position`; `over`, where that is opaque, is called then. */
  close(lease: Lease, position: string, over?: () => void): void;
  /** A message of this ID is about to be routed: whoever waits for it hears it, or the next one. */
  pass(lastEventId: string): void;
  /** The position of a lease that is held back. */
  positionOf(lease: Lease): string | undefined;
  /** Forgets the lease. */
  remove(lease: Lease): void;
}

export function createGates(): Gates {
  const gates = new Map<Lease, Gate>();

  const remove = (lease: Lease) => {
    gates.get(lease)?.over?.();
    gates.delete(lease);
  };

  return {
    close: (lease, position, over) => void gates.set(lease, { position, over, reached: false }),
    pass(lastEventId) {
      if (!gates.size) return;
      for (const [lease, gate] of gates) {
        const order = comparePositions(lastEventId, gate.position);
        // What cannot be compared is let through: better twice than never.
        if (gate.reached || (order === undefined ? !gate.over : order > 0)) remove(lease);
        else gate.reached = order === 0;
      }
    },
    positionOf: (lease) => gates.get(lease)?.position,
    remove,
  };
}
