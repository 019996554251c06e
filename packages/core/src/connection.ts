/** A stream and everyone who shares it: routes what its feed supplies, counts its leases, tells its state. */
import type { SseGapError } from "./errors.ts";
import { createLease } from "./lease.ts";
import { storedPosition, storePosition } from "./resume.ts";
import { createRouter, type Router } from "./router.ts";
import type { Feed, FeedPlan, FeedSink } from "./transports/feed.ts";
import type { Connection, Lease, Message, Observation, StateChange } from "./types.ts";

/** An observation as its connection makes it, before connection and time are added. */
type Observed = Observation extends infer O ? (O extends Observation ? Omit<O, "connection" | "time"> : never) : never;

/** A connection with the door that only its registry uses. */
export interface Leasable extends Connection {
  /** The first one starts it. */
  lease(): Lease;
}

/** A connection that `feedOf` supplies; `observers` hear of it, `closed` is called when it has ended. */
export function createConnection(
  id: number,
  plan: FeedPlan,
  feedOf: (plan: FeedPlan, sink: Omit<FeedSink, "batch">) => Feed,
  observers: Router<Observation>,
  closed: () => void,
): Leasable {
  const { url, options } = plan;
  const session = options.resume === "session";
  let started = false;
  let listen: ((name: string) => void) | undefined;
  /** Steps that listeners are hearing of: a listener may cause the next step, and everyone hears of this one first. */
  const changes: StateChange[] = [];

  const notify = (observed: Observed) => {
    if (observers.routes.size) observers.route("", { ...observed, connection, time: Date.now() });
  };
  const fail = (error: unknown) => {
    observers.report(error);
    notify({ kind: "error", error });
  };
  const messages = createRouter<Message>(fail);
  const states = createRouter<StateChange>(fail);
  const gaps = createRouter<SseGapError>(fail);

  const step: FeedSink["state"] = (state, detail) => {
    const { state: previous } = connection;
    if (previous === "closed") return;
    connection.state = state;
    if (state === "closed") {
      feed.close();
      closed();
    }
    if (session && /idle|closed/.test(state)) storePosition(url, connection.lastEventId);
    if (changes.push({ state, previous, ...detail }) > 1) return;
    try {
      for (const change of changes) {
        notify({ kind: "state", change });
        if (change.error) notify({ kind: "error", error: change.error });
        states.route("", change);
      }
    } finally {
      // Even where `report` throws.
      changes.length = 0;
    }
  };
  const on: typeof messages.on = (type, listener) => {
    const undo = messages.on(type, listener);
    if (messages.routes.get(type)?.size === 1) listen?.(type);
    notify({ kind: "subscribed", type });
    return () => {
      undo();
      notify({ kind: "unsubscribed", type });
    };
  };
  const released = () => {
    // In a microtask: an element that is moved gives its lease back and takes another within one task.
    if (!--connection.leases) queueMicrotask(() => connection.leases || connection.close("released"));
  };

  const connection: { -readonly [K in keyof Leasable]: Leasable[K] } = {
    id,
    url,
    state: "idle",
    lastEventId: options.lastEventId ?? (session ? storedPosition(url) : ""),
    failures: 0,
    transport: "",
    leases: 0,
    lastHeard: 0,
    reconnect() {
      feed.reconnect();
    },
    close: (reason = "closed") => step("closed", { reason }),
    lease() {
      connection.leases++;
      if (!started) {
        started = true;
        notify({ kind: "connection" });
        // Who observes may have closed it.
        if (connection.state === "idle") feed.start();
      }
      return createLease(connection, on, states.on, gaps.on, released);
    },
  };
  const feed = feedOf(plan, {
    status: connection,
    state: step,
    message(message) {
      // Without the question, something would be made for nobody.
      if (observers.routes.size) {
        notify({
          kind: "message",
          message,
          size: message.data.length,
          subscribers: messages.routes.get(message.type)?.size ?? 0,
        });
      }
      return messages.route(message.type, message);
    },
    gap(gap) {
      notify({ kind: "gap", gap });
      gaps.route("", gap);
    },
    names(each) {
      listen = each;
      for (const [name] of messages.routes) each(name);
    },
  });
  return connection;
}
