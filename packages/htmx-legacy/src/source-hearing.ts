/** Who hears the events of a source, for as long as it has a stream, this one or a later one. */
import type { Lease, MessageListener } from "@sse/core";

export interface SourceHearing {
  /** Hears an event through the present lease, with which it ends. Returns its undo. */
  hear(type: string, listener: MessageListener): () => void;
  /** Hears an event through this lease and every later one. Returns its undo. */
  subscribe(type: string, listener: MessageListener): () => void;
  /** There is another lease: all who subscribed hear through it. */
  renew(): void;
  /** Nobody hears more of the present lease. */
  pause(): void;
  /** Nobody hears anything of a later lease. */
  clear(): void;
}

/** Hears through what `leaseNow` gives; an event of `closes` ends the stream by `close`. */
export function createHearing(
  closes: readonly string[],
  leaseNow: () => Lease | undefined,
  close: () => void,
): SourceHearing {
  /** Each gives a subscription to the present lease, with which it ends, and its undo. */
  const subscriptions = new Map<() => () => void, () => void>();
  /** By the event that closes. */
  const closers = new Map<string, (() => void) | undefined>(closes.map((type) => [type, undefined]));

  // The event that closes is still delivered to all who hear it: its closer always comes last.
  function subscribeCloser(type: string): void {
    closers.get(type)?.();
    closers.set(type, leaseNow()?.on(type, close));
  }

  function hear(type: string, listener: MessageListener): () => void {
    const off = leaseNow()?.on(type, listener);
    if (closers.has(type)) subscribeCloser(type);
    return () => off?.();
  }

  return {
    hear,
    subscribe(type, listener) {
      const subscribe = () => hear(type, listener);
      subscriptions.set(subscribe, subscribe());
      return () => {
        subscriptions.get(subscribe)?.();
        subscriptions.delete(subscribe);
      };
    },
    renew() {
      for (const subscribe of subscriptions.keys()) subscriptions.set(subscribe, subscribe());
      for (const type of closers.keys()) subscribeCloser(type);
    },
    pause() {
      for (const off of subscriptions.values()) off();
      for (const off of closers.values()) off?.();
    },
    clear: () => subscriptions.clear(),
  };
}
