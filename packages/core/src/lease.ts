/** A share in a connection: what is heard through it ends with it. */
import { SseGapError } from "./errors.ts";
import type { Gates } from "./gates.ts";
import type { Router } from "./router.ts";
import type { Connection, Lease, Message, StateChange } from "./types.ts";

/** What a lease hears its connection through. */
export interface Hearing {
  readonly onMessage: Router<Message>["on"];
  readonly onState: Router<StateChange>["on"];
  readonly onGap: Router<SseGapError>["on"];
  readonly gates: Gates;
}

/** A lease as its connection has it. */
export interface EndableLease extends Lease {
  /** Ends it alone, where the connection goes on for others: it hears this step as its last. */
  end(change: StateChange): void;
}

/** A lease of `connection`. An event of `resetOn` is a gap to it; `released` is called once. */
export function createLease(
  connection: Connection,
  { onMessage, onState, onGap, gates }: Hearing,
  resetOn: readonly string[],
  released: (lease: Lease) => void,
): EndableLease {
  /** `undefined` once released. */
  let undos: Set<() => void> | undefined = new Set();
  const listeners = new Set<(change: StateChange) => void>();
  /** Where it stood when it was released. */
  let last = "";

  const keeping =
    <T>(subscribe: Router<T>["on"]): Router<T>["on"] =>
    (name, listener) => {
      const undo = undos && subscribe(name, listener);
      const once = () => {
        if (undos?.delete(once)) undo?.();
      };
      undos?.add(once);
      return once;
    };
  const hear = keeping(onMessage);
  const state = keeping(onState);
  const gap = keeping(onGap);

  const lease: EndableLease = {
    connection,
    get lastEventId() {
      return undos ? (gates.positionOf(lease) ?? connection.lastEventId) : last;
    },
    on: (type, listener) =>
      hear(type, (message) => (gates.positionOf(lease) === undefined ? listener(message) : undefined)),
    onState(listener) {
      listeners.add(listener);
      const off = state("", listener);
      return () => {
        listeners.delete(listener);
        off();
      };
    },
    onGap(listener) {
      const reset = ({ lastEventId }: Message) => listener(new SseGapError("reset", connection.url, lastEventId));
      const offs = [gap("", listener), ...resetOn.map((type) => lease.on(type, reset))];
      return () => offs.forEach((off) => off());
    },
    release() {
      if (!undos) return;
      last = lease.lastEventId;
      for (const undo of undos) undo();
      undos = undefined;
      released(lease);
    },
    end(change) {
      const told = [...listeners];
      lease.release();
      for (const listener of told) listener(change);
    },
  };
  return lease;
}
