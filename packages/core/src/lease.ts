/** A share in a connection: what is heard through it ends with it. */
import type { Connection, Lease, MessageListener, StateChange } from "./types.ts";

/** What a connection grants its leases. */
export interface Grant {
  on(type: string, listener: MessageListener): () => void;
  onState(listener: (change: StateChange) => void): () => void;
  released(): void;
}

/** A lease of `connection`; `grant.released` is called once. */
export function createLease(connection: Connection, grant: Grant): Lease {
  /** `undefined` once released. */
  let undos: Set<() => void> | undefined = new Set();

  const keep = <L>(subscribe: (listener: L) => () => void, listener: L) => {
    if (!undos) return () => {};
    const undo = subscribe(listener);
    const once = () => {
      if (undos?.delete(once)) undo();
    };
    undos.add(once);
    return once;
  };

  return {
    connection,
    on: (type, listener) => keep((own: MessageListener) => grant.on(type, own), listener),
    onState: (listener) => keep(grant.onState, listener),
    release() {
      if (!undos) return;
      for (const undo of undos) undo();
      undos = undefined;
      grant.released();
    },
  };
}
