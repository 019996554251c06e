/** A share in a connection: what is heard through it ends with it. */
import { SseGapError } from "./errors.ts";
import type { Delivery, Gates } from "./gates.ts";
import type { Router } from "./router.ts";
import type { Connection, ConnectOptions, Lease, Message, StateChange } from "./types.ts";

/** The options of a lease that are its own. */
export type LeaseOptions = Pick<ConnectOptions, "prepare" | "resetOn" | "attempts">;

/** What a lease hears its connection through. */
export interface Hearing {
  readonly delivery: Delivery;
  readonly connection: Connection;
  readonly onMessage: Router<Message>["on"];
  readonly onState: Router<StateChange>["on"];
  readonly onGap: Router<SseGapError>["on"];
  readonly gates: Gates;
  /** Called once for a lease that is given back. */
  readonly released: (lease: EndableLease) => void;
}

/** A lease as its connection has it. */
export interface EndableLease extends Lease {
  /** Ends it alone, where the connection goes on for others: it hears this step as its last. */
  end(change: StateChange): void;
  /** From now on it hears another connection, with all its listeners. */
  move(to: Hearing): void;
}

/** What one listener is subscribed to, wherever the lease hears it. */
interface Share {
  readonly subscribe: () => () => void;
  /** The listener, where it hears of states. */
  readonly told: ((change: StateChange) => void) | undefined;
  undo: () => void;
}

/** A lease of the connection of `hearing`. An event of `resetOn` is a gap to it. */
export function createLease(hearing: Hearing, resetOn: readonly string[] = []): EndableLease {
  /** `undefined` once released. */
  let shares: Set<Share> | undefined = new Set();
  /** Where it stood when it was released. */
  let last = "";
  /** The number of the last message that it heard, or that was not for it. */
  let heard = hearing.delivery.number;
  /** Where it stays, whatever comes. */
  let stayed: string | undefined;

  const keep = (subscribe: Share["subscribe"], told?: Share["told"]) => {
    const share = { subscribe, told, undo: shares ? subscribe() : () => {} };
    shares?.add(share);
    return () => {
      if (shares?.delete(share)) share.undo();
    };
  };
  const lease: EndableLease = {
    get connection() {
      return hearing.connection;
    },
    get lastEventId() {
      if (!shares) return last;
      const { delivery, gates, connection } = hearing;
      const isUnheard = delivery.isUnderWay && heard !== delivery.number;
      return stayed ?? gates.positionOf(lease, isUnheard) ?? (isUnheard ? delivery.before : connection.lastEventId);
    },
    on: (type, listener) =>
      keep(() =>
        hearing.onMessage(type, (message) => {
          if (hearing.gates.holdsBack(lease)) return undefined;
          heard = hearing.delivery.number;
          return listener(message);
        }),
      ),
    onState: (listener) => keep(() => hearing.onState("", listener), listener),
    onGap(listener) {
      const reset = ({ lastEventId }: Message) => listener(new SseGapError("reset", lease.connection.url, lastEventId));
      const offs = [keep(() => hearing.onGap("", listener)), ...resetOn.map((type) => lease.on(type, reset))];
      return () => offs.forEach((off) => off());
    },
    keepPosition(kept) {
      const { delivery } = hearing;
      if (!kept) stayed = undefined;
      else stayed ??= delivery.isUnderWay ? delivery.before : lease.lastEventId;
    },
    release() {
      if (!shares) return;
      last = lease.lastEventId;
      for (const { undo } of shares) undo();
      shares = undefined;
      hearing.released(lease);
    },
    end(change) {
      const ended = [...(shares ?? [])];
      lease.release();
      for (const { told } of ended) told?.(change);
    },
    move(to) {
      hearing = to;
      heard = to.delivery.number;
      for (const share of shares ?? []) {
        share.undo();
        share.undo = share.subscribe();
      }
    },
  };
  return lease;
}
