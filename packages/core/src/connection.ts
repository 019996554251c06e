/** A stream and everyone who shares it: routes what its feed supplies, counts its leases, tells its state. */
import { createLease } from "./lease.ts";
import { remember } from "./resume.ts";
import { createRouter } from "./router.ts";
import type { Feed, FeedPlan, FeedSink, StateDetail } from "./transports/transport.ts";
import type {
  CloseReason,
  Connection,
  ConnectionState,
  Lease,
  MessageListener,
  Observation,
  StateChange,
} from "./types.ts";

/** An observation as its connection makes it; the registry adds connection and time. */
export type Observed = Observation extends infer O
  ? O extends Observation
    ? Omit<O, "connection" | "time">
    : never
  : never;

/** What a registry does for its connections. */
export interface Surroundings {
  /** Whether anyone observes. Asked first, so that nothing is made for nobody. */
  observed(): boolean;
  observe(connection: Connection, observed: Observed): void;
  report(error: unknown): void;
  batch(deliver: () => void, count: number): void;
  /** The connection has ended. */
  closed(): void;
}

/** A connection with the door that only its registry uses. */
export interface Leasable {
  readonly connection: Connection;
  lease(): Lease;
  start(): void;
}

/** A connection that `feed` supplies. It does nothing before `start`. */
export function createConnection(
  id: number,
  plan: FeedPlan,
  feedOf: (sink: FeedSink) => Feed,
  surroundings: Surroundings,
): Leasable {
  const { url, options } = plan;
  const { observed, batch } = surroundings;
  let { lastEventId } = plan;
  let state: ConnectionState = "idle";
  let leases = 0;

  const observe = (what: Observed) => surroundings.observe(connection, what);
  const report = (error: unknown) => {
    surroundings.report(error);
    if (observed()) observe({ kind: "error", error });
  };
  const { on: subscribe, route, count, names } = createRouter(report);
  const listeners = new Set<(change: StateChange) => void>();

  const step = (next: ConnectionState, detail?: StateDetail) => {
    const change = { state: next, previous: state, ...detail };
    state = next;
    if (options.resume === "session" && (next === "idle" || next === "closed")) remember(url, lastEventId);
    if (next === "closed") surroundings.closed();
    if (observed()) {
      observe({ kind: "state", change });
      if (change.error) observe({ kind: "error", error: change.error });
    }
    // A snapshot: who subscribes on a step does not hear of that step.
    for (const listener of [...listeners]) {
      try {
        if (listeners.has(listener)) listener(change);
      } catch (error) {
        report(error);
      }
    }
  };

  const feed = feedOf({
    state: step,
    message(message) {
      lastEventId = message.lastEventId;
      if (observed()) {
        observe({ kind: "message", message, size: message.data.length, subscribers: count(message.type) });
      }
      return route(message);
    },
    id(moved) {
      lastEventId = moved;
    },
    batch,
    names,
  });

  const close = (reason: CloseReason = "closed") => {
    if (state === "closed") return;
    feed.close();
    step("closed", { reason });
  };

  const on = (type: string, listener: MessageListener) => {
    const first = !count(type);
    const undo = subscribe(type, listener);
    if (first) feed.listen(type);
    if (observed()) observe({ kind: "subscribed", type });
    return () => {
      undo();
      if (observed()) observe({ kind: "unsubscribed", type });
    };
  };
  const onState = (listener: (change: StateChange) => void) => {
    // Wrapped, so that one function can listen for two.
    const own = (change: StateChange) => listener(change);
    listeners.add(own);
    return () => void listeners.delete(own);
  };
  const released = () => {
    // In a microtask: an element that is moved gives its lease back and takes another within one task.
    if (!--leases) queueMicrotask(() => leases || close("released"));
  };

  const connection: Connection = {
    id,
    url,
    get state() {
      return state;
    },
    get lastEventId() {
      return lastEventId;
    },
    get failures() {
      return feed.failures;
    },
    get transport() {
      return feed.transport;
    },
    get leases() {
      return leases;
    },
    reconnect: feed.reconnect,
    close,
  };

  return {
    connection,
    start: feed.start,
    lease() {
      leases++;
      return createLease(connection, { on, onState, released });
    },
  };
}
