/** Event name → subscribers. What a message costs does not depend on the names it is not for. */
import type { Message, MessageListener } from "./types.ts";

/** A subscriber and the delivery it came during: it hears the ones after. */
interface Route {
  readonly listener: MessageListener;
  readonly since: number;
}

export interface Router {
  /** Subscribes to events of exactly this name. Returns the undo, which is idempotent. */
  on(type: string, listener: MessageListener): () => void;
  /** Hands the message to those who are subscribed now. Gives a promise only when a listener did; it never rejects. */
  route(message: Message): PromiseLike<unknown> | undefined;
  /** How many hear this name. */
  count(type: string): number;
  /** The names that are subscribed. */
  names(): Iterable<string>;
}

/** A router without subscribers. `report` is told of what a listener throws, or rejects with. */
export function createRouter(report: (error: unknown) => void): Router {
  const routes = new Map<string, Set<Route>>();
  let deliveries = 0;

  return {
    on(type, listener) {
      const set = routes.get(type) ?? new Set();
      const route = { listener, since: deliveries };
      routes.set(type, set.add(route));
      return () => {
        // An emptied set leaves the map and another may have taken its place.
        if (set.delete(route) && !set.size && routes.get(type) === set) routes.delete(type);
      };
    },

    route(message) {
      const set = routes.get(message.type);
      if (!set) return;
      const delivery = ++deliveries;
      let pending: PromiseLike<unknown> | undefined;
      for (const { listener, since } of set) {
        // A set keeps the order of insertion: the first newcomer is followed by newcomers only. Without this, content
        // that subscribes anew with every message would hear the same message for ever.
        if (since >= delivery) break;
        try {
          const result = listener(message);
          if (typeof result?.then === "function") {
            const settled = result.then(undefined, report);
            pending = pending ? Promise.all([pending, settled]) : settled;
          }
        } catch (error) {
          report(error);
        }
      }
      return pending;
    },

    count: (type) => routes.get(type)?.size ?? 0,
    names: () => routes.keys(),
  };
}
