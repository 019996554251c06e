/** A share in a connection: what is heard through it ends with it. */
import type { SseGapError } from "./errors.ts";
import type { Router } from "./router.ts";
import type { Connection, Lease, Message, StateChange } from "./types.ts";

/** A lease of `connection`, heard through these routers' `on`; `released` is called once. */
export function createLease(
  connection: Connection,
  onMessage: Router<Message>["on"],
  onState: Router<StateChange>["on"],
  onGap: Router<SseGapError>["on"],
  released: () => void,
): Lease {
  /** `undefined` once released. */
  let undos: Set<() => void> | undefined = new Set();

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
  const state = keeping(onState);
  const gap = keeping(onGap);

  return {
    connection,
    on: keeping(onMessage),
    onState: (listener) => state("", listener),
    onGap: (listener) => gap("", listener),
    release() {
      if (!undos) return;
      for (const undo of undos) undo();
      undos = undefined;
      released();
    },
  };
}
