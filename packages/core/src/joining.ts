/** How a lease with a position of its own comes to a stream that others hear already. */
import { type Delivery, type HeldBack, PASSING } from "./held-back.ts";
import type { Lease } from "./types.ts";

/** The stream, as far as who joins it is concerned. */
export interface Joined {
  readonly connection: { lastEventId: string };
  readonly leases: ReadonlyMap<Lease, unknown>;
  readonly heldBack: HeldBack;
  readonly delivery: Delivery;
  /** Asks for the stream again, where it was asked for from a later position. */
  reconnect(): void;
  /** Gives the lease a stream of its own. */
  leave(lease: Lease): void;
}

/** Whether who stands there hears the message that is about to be routed, with those who are there already. */
export const isBefore = ({ isAhead, before }: Delivery, position: string): boolean => isAhead && position === before;

/** `lease` comes to a stream that others hear. */
export function join(joined: Joined, lease: Lease, position: string): void {
  const { connection, leases, heldBack, delivery } = joined;
  if (isBefore(delivery, position)) return;
  const here = connection.lastEventId;
  const order = heldBack.compare(position, here);
  if (here && order === undefined) return heldBack.hold(lease, position, passing(lease, joined.leave));
  if (order !== undefined && order >= 0) {
    if (order) heldBack.hold(lease, position);
    else if (delivery.isAhead) heldBack.skip(lease, position);
    return;
  }
  // Back to the earlier position: the others have heard what comes before `here`.
  heldBack.rewind(leases.keys(), here);
  heldBack.hold(lease, position);
  connection.lastEventId = position;
  joined.reconnect();
}

/**
 * Of two opaque positions, the earlier one comes first in the stream: where it does not come by, the lease is to `leave`.
 * Returns what ends the wait.
 */
function passing(lease: Lease, leave: (lease: Lease) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const off = lease.onState(({ state }) => {
    if (state === "closed") stop();
    else if (state === "open") timer ??= setTimeout(leave, PASSING, lease);
  });
  const stop = () => {
    off();
    clearTimeout(timer);
  };
  return stop;
}
