/** A share in a connection: what is heard through it ends with it. */
import { SseGapError } from "./errors.ts";
import type { Delivery, HeldBack } from "./held-back.ts";
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
  readonly heldBack: HeldBack;
  /** Told of what a listener throws. */
  readonly fail: (error: unknown) => void;
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
  readonly told?: ((change: StateChange) => void) | undefined;
  /** The listener, where it hears messages of this type, and the number of the last one that it heard. */
  readonly type?: string;
  readonly hear?: (message: Message) => unknown;
  heard: number;
  undo: () => void;
}

/** The number of the last message that whoever comes now does not hear any more. */
const passed = ({ number, isAhead }: Delivery): number => (isAhead ? number - 1 : number);

/** A lease of the connection of `hearing`. An event of `resetOn` is a gap to it. */
export function createLease(hearing: Hearing, resetOn: readonly string[] = []): EndableLease {
  /** `undefined` once released. */
  let shares: Set<Share> | undefined = new Set();
  /** Where it stood when it was released. */
  let last = "";
  /** The number of the last message that it heard, or that was not for it. */
  let heard = passed(hearing.delivery);

  const keep = (share: Share) => {
    if (shares) share.undo = share.subscribe();
    shares?.add(share);
    return () => {
      if (shares?.delete(share)) share.undo();
    };
  };
  const shareOf = (subscribe: Share["subscribe"], more?: Partial<Share>): Share => ({
    subscribe,
    heard: passed(hearing.delivery),
    undo: () => {},
    ...more,
  });
  /** What some listeners have heard comes to the others, too, whatever those did: its position is behind it. */
  const finish = ({ isUnderWay, number, message }: Delivery) => {
    if (!isUnderWay || heard !== number || !message) return;
    for (const share of shares ?? []) {
      if (share.type !== message.type || share.heard === number) continue;
      try {
        const result = share.hear?.(message) as PromiseLike<unknown> | undefined;
        result?.then?.(undefined, hearing.fail);
      } catch (error) {
        hearing.fail(error);
      }
    }
  };
  const lease: EndableLease = {
    get connection() {
      return hearing.connection;
    },
    get lastEventId() {
      if (!shares) return last;
      const { delivery, heldBack, connection } = hearing;
      const isUnheard = delivery.isUnderWay && heard !== delivery.number;
      return heldBack.positionOf(lease, isUnheard) ?? (isUnheard ? delivery.before : connection.lastEventId);
    },
    get previousEventId() {
      const { delivery } = hearing;
      return shares && delivery.isUnderWay ? delivery.before : lease.lastEventId;
    },
    on(type, listener) {
      const hear = (message: Message) => {
        share.heard = hearing.delivery.number;
        if (hearing.heldBack.holdsBack(lease)) return undefined;
        heard = share.heard;
        return listener(message);
      };
      const share = shareOf(() => hearing.onMessage(type, hear), { type, hear });
      return keep(share);
    },
    onState: (told) => keep(shareOf(() => hearing.onState("", told), { told })),
    onGap(listener) {
      const reset = ({ lastEventId }: Message) => listener(new SseGapError("reset", lease.connection.url, lastEventId));
      const off = keep(shareOf(() => hearing.onGap("", listener)));
      const offs = [off, ...resetOn.map((type) => lease.on(type, reset))];
      return () => offs.forEach((each) => each());
    },
    release() {
      if (!shares) return;
      finish(hearing.delivery);
      // A listener may have released it.
      if (!shares) return;
      last = lease.lastEventId;
      for (const { undo } of shares) undo();
      shares = undefined;
      hearing.released(lease);
    },
    end(change) {
      const ended = [...(shares ?? [])];
      lease.release();
      for (const { told } of ended) {
        try {
          told?.(change);
        } catch (error) {
          hearing.fail(error);
        }
      }
    },
    move(to) {
      hearing = to;
      heard = passed(to.delivery);
      for (const share of shares ?? []) {
        share.undo();
        share.undo = share.subscribe();
        share.heard = heard;
      }
    },
  };
  return lease;
}
