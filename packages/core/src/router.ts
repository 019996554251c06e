/** Event name → subscribers. What a message costs does not depend on the names it is not for. */

/** A subscriber and the delivery it came during: it hears the ones after. */
interface Route<T> {
  readonly listener: (value: T) => unknown;
  readonly since: number;
}

/** Routes values of one type by name: messages, and in the same way state changes and observations. */
export interface Router<T> {
  /** Subscribes to exactly this name. Returns the undo, which is idempotent. */
  on(name: string, listener: (value: T) => unknown): () => void;
  /** Hands the value to those who are subscribed now. Gives a promise only when a listener did; it never rejects. */
  route(name: string, value: T): PromiseLike<unknown> | undefined;
  /** Is told of what a listener throws, or rejects with, and of what `missed` throws. */
  readonly report: (error: unknown) => void;
  /** The names that are subscribed, and by how many. */
  readonly routes: ReadonlyMap<string, { readonly size: number }>;
}

/** A router without subscribers. `missed` is told of what nobody is subscribed to. */
export function createRouter<T>(report: Router<T>["report"], missed?: (value: T) => void): Router<T> {
  const routes = new Map<string, Set<Route<T>>>();
  let deliveries = 0;

  return {
    on(name, listener) {
      const set = routes.get(name) ?? new Set();
      const route = { listener, since: deliveries };
      routes.set(name, set.add(route));
      return () => {
        // Once: an emptied set is never filled again, another may have taken its place in the map.
        if (set.delete(route) && !set.size) routes.delete(name);
      };
    },

    route(name, value) {
      const set = routes.get(name);
      if (!set) {
        try {
          missed?.(value);
        } catch (error) {
          report(error);
        }
        return undefined;
      }
      const delivery = ++deliveries;
      let pending: PromiseLike<unknown> | undefined;
      for (const { listener, since } of set) {
        // A set keeps the order of insertion: the first newcomer is followed by newcomers only. Without this, content
        // that subscribes anew with every message would hear the same message for ever.
        if (since >= delivery) break;
        try {
          const result = listener(value) as PromiseLike<unknown> | undefined;
          if (result?.then) {
            const settled = result.then(undefined, report);
            pending = pending ? Promise.all([pending, settled]) : settled;
          }
        } catch (error) {
          report(error);
        }
      }
      return pending;
    },

    report,
    routes,
  };
}
