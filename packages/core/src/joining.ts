/** How a lease with a position of its own comes to a stream that others hear already. */
import type { Gates } from "./gates.ts";
import type { EndableLease, LeaseOptions } from "./lease.ts";
import { comparePositions } from "./position.ts";
import type { Connection, Lease, StateChange } from "./types.ts";

/** How long a stream may take, once it is open, to come by an opaque position that it should come by, in ms. */
const PASSING = 5000;

/** The stream, as far as who joins it is concerned. */
export interface Joined {
  readonly connection: Pick<Connection, "state"> & { lastEventId: string };
  readonly leases: ReadonlyMap<Lease, unknown>;
  readonly gates: Gates;
  onState(type: "", listener: (change: StateChange) => void): () => void;
  /** Asks for the stream again, from the present position. */
  reconnect(): void;
  /** Gives the lease a stream of its own. */
  move(lease: EndableLease, position: string, options: LeaseOptions): void;
}

export interface Joining {
  join(lease: EndableLease, position: string, options: LeaseOptions): void;
  /** A lease is not here any more: nothing waits for it. */
  left(lease: Lease): void;
}

export function createJoining({ connection, leases, gates, onState, reconnect, move }: Joined): Joining {
  /** What ends the wait of a lease for its position. */
  const waits = new Map<Lease, () => void>();

  /** Of two opaque positions, the earlier one comes first in the stream: where it does not, the lease has a stream of its own. */
  const awaitPosition = (lease: EndableLease, position: string, options: LeaseOptions) => {
    gates.close(lease, position, true);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = () => {
      off();
      clearTimeout(timer);
      waits.delete(lease);
    };
    const off = onState("", ({ state }) => {
      if (state === "closed") return stop();
      if (state === "open") timer ??= setTimeout(leave, PASSING);
    });
    const leave = () => {
      stop();
      if (gates.positionOf(lease) === position) move(lease, position, options);
    };
    waits.set(lease, stop);
  };

  return {
    join(lease, position, options) {
      const here = connection.lastEventId;
      const compared = comparePositions(position, here);
      if (here && compared === undefined) return awaitPosition(lease, position, options);
      const order = compared ?? -1;
      if (order > 0) gates.close(lease, position);
      if (order >= 0) return;
      // Back to the earlier position: the others have heard what comes before `here`.
      for (const other of leases.keys()) if (here && gates.positionOf(other) === undefined) gates.close(other, here);
      connection.lastEventId = position;
      if (/connecting|open/.test(connection.state)) reconnect();
    },
    left: (lease) => waits.get(lease)?.(),
  };
}
