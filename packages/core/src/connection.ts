/** A stream and everyone who shares it: routes what its feed supplies, counts its leases, tells its state. */
import { createLease } from "./lease.ts";
import { recall, remember } from "./resume.ts";
import { createRouter } from "./router.ts";
import type { Feed, FeedPlan, FeedSink, StateDetail } from "./transports/transport.ts";
import type { CloseReason, Connection, ConnectionState, Lease, Message, Observation, StateChange } from "./types.ts";

/** An observation as its connection makes it; the registry adds connection and time. */
export type Observed = Observation extends infer O
  ? O extends Observation
    ? Omit<O, "connection" | "time">
    : never
  : never;

/** What a registry does for its connections. */
export interface Surroundings {
  /** Absent while nobody observes, so that `observe?.(…)` makes nothing for nobody. */
  observe: ((connection: Connection, observed: Observed) => void) | undefined;
  readonly report: (error: unknown) => void;
  readonly batch: (deliver: () => void, count: number) => void;
}

/** A connection with the door that only its registry uses. */
export interface Leasable {
  readonly connection: Connection;
  /** The first one starts it. */
  lease(): Lease;
}

/** A connection that `feedOf` supplies; `closed` is called when it has ended. */
export function createConnection(
  id: number,
  plan: FeedPlan,
  feedOf: (plan: FeedPlan, sink: FeedSink) => Feed,
  around: Surroundings,
  closed: () => void,
): Leasable {
  const { url, options } = plan;
  const session = options.resume === "session";

  const report = (error: unknown) => {
    around.report(error);
    around.observe?.(connection, { kind: "error", error });
  };
  const { on: subscribe, route, routes } = createRouter<Message>(report);
  const { on: onState, route: routeState } = createRouter<StateChange>(report);

  const step = (next: ConnectionState, detail?: StateDetail) => {
    if (connection.state === "closed") return;
    const change = { state: next, previous: connection.state, ...detail };
    connection.state = next;
    if (next === "closed") {
      feed.close();
      closed();
    }
    if (session && /idle|closed/.test(next)) remember(url, connection.lastEventId);
    around.observe?.(connection, { kind: "state", change });
    if (change.error) around.observe?.(connection, { kind: "error", error: change.error });
    routeState("", change);
  };

  const close = (reason: CloseReason = "closed") => step("closed", { reason });
  const connection = {
    id,
    url,
    state: "idle" as ConnectionState,
    lastEventId: session ? recall(url) : "",
    failures: 0,
    transport: "",
    leases: 0,
    reconnect: () => feed.reconnect(),
    close,
  } satisfies Connection;

  const feed = feedOf(plan, {
    status: connection,
    state: step,
    message(message) {
      const { type, data } = message;
      around.observe?.(connection, {
        kind: "message",
        message,
        size: data.length,
        subscribers: routes.get(type)?.size ?? 0,
      });
      return route(type, message);
    },
    batch: around.batch,
    names: () => routes.keys(),
  });
  const on: typeof subscribe = (type, listener) => {
    const undo = subscribe(type, listener);
    if (routes.get(type)?.size === 1) feed.listen(type);
    around.observe?.(connection, { kind: "subscribed", type });
    return () => {
      undo();
      around.observe?.(connection, { kind: "unsubscribed", type });
    };
  };
  const released = () => {
    // In a microtask: an element that is moved gives its lease back and takes another within one task.
    if (!--connection.leases) queueMicrotask(() => connection.leases || close("released"));
  };

  let started = false;

  return {
    connection,
    lease() {
      connection.leases++;
      if (!started) {
        started = true;
        around.observe?.(connection, { kind: "connection" });
        // Who observes may have closed it.
        if (connection.state === "idle") feed.start();
      }
      return createLease(connection, on, onState, released);
    },
  };
}
