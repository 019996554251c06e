/** A stream and everyone who shares it: routes what its feed supplies, counts its leases, tells its state. */
import type { SseGapError } from "./errors.ts";
import { createHeldBack, type Delivery } from "./held-back.ts";
import { inOrder } from "./in-order.ts";
import { isBefore, join, type Joined } from "./joining.ts";
import { createLease, type EndableLease, type Hearing, type LeaseOptions } from "./lease.ts";
import { attemptsOf, endTired, requestOf } from "./leases.ts";
import { storedPosition, watchPosition } from "./resume.ts";
import { createRouter, type Router } from "./router.ts";
import type { Feed, FeedPlan, FeedSink } from "./transports/feed.ts";
import type { Connection, Lease, Message, Observation, StateChange, StreamWitness } from "./types.ts";

/** An observation as its connection makes it, before connection and time are added. */
type Observed = Observation extends infer O ? (O extends Observation ? Omit<O, "connection" | "time"> : never) : never;

/** A connection with the door that only its registry uses. */
export interface Leasable extends Connection {
  /** Whether a lease of this position can hear all that comes after it through this connection. */
  admits(position: string): boolean;
  /**
   * The first one starts it. `prepare` is called before every attempt, for as long as the lease lasts; an event of
   * `resetOn` is a gap to it. `moved` is one that another connection could not serve.
   */
  lease(position: string, options?: LeaseOptions, moved?: EndableLease): Lease;
}

/** What a connection is made of. */
export interface ConnectionParts {
  readonly id: number;
  readonly plan: FeedPlan;
  /** Gives what supplies it. */
  feedOf(plan: FeedPlan, sink: Omit<FeedSink, "batch">): Feed;
  /** Hear of it. */
  readonly observers: Router<Observation>;
  /** Called when it has ended. */
  closed(): void;
  /** Gives a connection to the same for a lease whose position this one does not come by. */
  elsewhere(position: string): Leasable;
  /** Gives the one that all tabs share, where this one only catches up with it. */
  readonly shared: (() => Leasable | undefined) | undefined;
  readonly witness: StreamWitness | undefined;
  /** Called before each message is routed. */
  readonly beforeMessage: (() => void) | undefined;
}

export function createConnection(parts: ConnectionParts): Leasable {
  const { id, plan, feedOf, observers, closed, elsewhere, shared, witness, beforeMessage } = parts;
  const { url, options } = plan;
  const resumeKey = options.resume === "session" ? (options.resumeKey ?? url) : "";
  const leases = new Map<EndableLease, LeaseOptions>();
  let started = false;
  /** In the task of the first lease, nothing has been asked for yet. */
  let isFresh = true;
  let listen: ((name: string) => void) | undefined;
  let current = options.lastEventId || (resumeKey && storedPosition(resumeKey));
  const delivery: Delivery = { isUnderWay: false, isAhead: false, number: 0, message: undefined, before: current };

  const notify = (observed: Observed) => {
    if (observers.routes.size) observers.route("", { ...observed, connection, time: Date.now() });
  };
  const fail = (error: unknown) => {
    observers.report(error);
    notify({ kind: "error", error });
  };
  /** Whoever only looks on, or is told before, must neither end the stream nor lose a message. */
  const attempt = (work: () => void) => {
    try {
      work();
    } catch (error) {
      fail(error);
    }
  };
  const unheard =
    witness && ((message: Message) => void (observers.routes.size || witness.unheard(message, connection)));
  const messages = createRouter<Message>(fail, unheard);
  const states = createRouter<StateChange>(fail);
  const gaps = createRouter<SseGapError>(fail);

  /** Gives a lease whose position this stream does not come by another one. */
  const leave = (lease: Lease) => {
    // Every lease of a connection was made by it.
    const own = lease as EndableLease;
    const options = leases.get(own);
    if (!options || connection.state === "closed") return;
    const { lastEventId } = lease;
    // First: where the stream has come to this position meanwhile, it is this connection that serves the lease.
    hearing.released(own);
    elsewhere(lastEventId).lease(lastEventId, options, own);
  };
  const heldBack = createHeldBack(leave, delivery);
  /** What its leases were behind of, they have come to: the stream of all tabs serves them from here on. */
  const rejoin = (main: Leasable | undefined) => {
    for (const lease of [...leases.keys()]) if (main?.admits(lease.lastEventId)) leave(lease);
  };

  const keepStored = resumeKey && watchPosition(resumeKey, () => connection.lastEventId);

  const step: FeedSink["state"] = (state, detail) => {
    const { state: previous } = connection;
    if (previous === "closed") return;
    connection.state = state;
    if (state === "closed") {
      feed.close();
      heldBack.stop();
      closed();
    }
    if (state === "open") heldBack.opened(connection.lastEventId);
    if (keepStored) keepStored(state);
    changed({ ...detail, state, previous });
  };
  /** A listener may cause the next step: everyone hears of this one first. */
  const changed = inOrder((change: StateChange) => {
    notify({ kind: "state", change });
    if (change.error) notify({ kind: "error", error: change.error });
    states.route("", change);
    if (/waiting|connecting/.test(change.state)) endTired(leases, connection.failures, change);
  });
  const on: typeof messages.on = (type, listener) => {
    const undo = messages.on(type, listener);
    if (messages.routes.get(type)?.size === 1) listen?.(type);
    notify({ kind: "subscribed", type });
    return () => {
      undo();
      notify({ kind: "unsubscribed", type });
    };
  };
  const request: FeedSink["request"] = (reason, signal) =>
    requestOf(leases, { ...options, url: plan.url || plan.address }, reason, signal);
  const connection: { -readonly [K in keyof Leasable]: Leasable[K] } = {
    id,
    url,
    state: "idle",
    get lastEventId() {
      return current;
    },
    set lastEventId(id) {
      // A listener may send the stream back: who has not heard the message yet stands where it stood before it.
      if (!delivery.isUnderWay) delivery.before = current;
      current = id;
    },
    failures: 0,
    transport: "",
    leases: 0,
    lastHeard: 0,
    hears: (type) => messages.routes.has(type),
    reconnect() {
      feed.reconnect();
    },
    close: (reason = "closed") => step("closed", { reason }),
    admits(position) {
      const order = heldBack.compare(position, connection.lastEventId);
      if (!position || isBefore(delivery, position) || (order !== undefined && order >= 0)) return true;
      // Tabs that share a stream do not go back for one of them.
      if (options.share === "browser") return isFresh && !connection.lastEventId;
      return order !== undefined || isFresh;
    },
    lease(position, options = {}, moved) {
      connection.leases++;
      const lease = moved ?? createLease(hearing, options.resetOn);
      moved?.move(hearing);
      if (started && position) join(joined, lease, position);
      else if (started) heldBack.wait(lease);
      leases.set(lease, options);
      if (!started) {
        started = true;
        queueMicrotask(() => (isFresh = false));
        notify({ kind: "connection" });
        // Who observes may have closed it.
        if (connection.state === "idle") feed.start();
      }
      return lease;
    },
  };
  const hearing: Hearing = {
    connection,
    delivery,
    onMessage: on,
    onState: states.on,
    onGap: gaps.on,
    heldBack,
    fail,
    released(lease) {
      leases.delete(lease);
      heldBack.remove(lease);
      if (--connection.leases) return;
      const { lastEventId } = lease;
      // In a microtask: an element that is moved gives its lease back and takes another within one task.
      queueMicrotask(() => {
        if (connection.leases) return;
        // What came since then, nobody has heard.
        connection.lastEventId = lastEventId;
        connection.close("released");
      });
    },
  };
  const feed = feedOf(plan, {
    status: connection,
    state: step,
    request,
    message(message) {
      delivery.number++;
      heldBack.pass(message.lastEventId);
      // Without the question, something would be made for nobody.
      if (observers.routes.size) {
        notify({
          kind: "message",
          message,
          size: message.data.length,
          subscribers: messages.routes.get(message.type)?.size ?? 0,
        });
      }
      const wasUnderWay = delivery.isUnderWay;
      delivery.isUnderWay = delivery.isAhead = true;
      delivery.message = message;
      try {
        // Whoever leaves now has not heard it.
        if (beforeMessage) attempt(beforeMessage);
        delivery.isAhead = false;
        return messages.route(message.type, message);
      } finally {
        delivery.isUnderWay = wasUnderWay;
        delivery.isAhead = false;
        if (shared) rejoin(shared());
      }
    },
    isObserved: () => observers.routes.size > 0,
    notice: notify,
    ...(witness && { text: (piece, events) => attempt(() => witness.text(piece, events, connection)) }),
    // One that gives up earlier ends alone.
    attempts: () => attemptsOf(leases),
    gap(gap) {
      heldBack.freeAll();
      notify({ kind: "gap", gap });
      gaps.route("", gap);
    },
    names(each) {
      listen = each;
      for (const [name] of messages.routes) each(name);
    },
  });
  const joined: Joined = {
    connection,
    leases,
    heldBack,
    delivery,
    leave,
    reconnect() {
      // Of a fetch, nothing has been asked for in this task.
      if (!(isFresh && connection.transport === "fetch") && /connecting|open/.test(connection.state)) feed.reconnect();
    },
  };
  return connection;
}
