/** Where the interfaces of streaming meet: a transport opens one stream, a feed keeps a connection supplied with them. */
import type { SseError } from "../errors.ts";
import type { CloseReason, Connection, ConnectionState, ConnectOptions, Message } from "../types.ts";

/** What a reader of events hands over. */
export interface EventSink {
  /** The next message. A promise asks not to read on until it settles; it must not reject. */
  message(message: Message): PromiseLike<unknown> | void;
  /** Runs `deliver`, a run of messages, at once and once. Absent: it is called plainly. */
  batch?(deliver: () => void): void;
  /** Something arrived, be it a comment. Until `drained`, silence is not the server's. */
  arrived?(): void;
  /** What arrived is delivered, and up to here this is the last event ID: it may have moved without a message. */
  drained?(lastEventId: string): void;
  /** The stream's `retry:` field, in ms. */
  retry?(ms: number): void;
}

/**
 * What a transport tells, and what it may ask. Never called after the signal of the stream has aborted. A stream that is
 * over for good (204) tells `state("closed", { reason: "ended" })`.
 */
export interface StreamSink extends Required<EventSink>, FeedSink {
  /** The server accepted: messages will follow. */
  opened(): void;
  /** The stream broke, and the transport itself reconnects; `opened` follows. */
  lost(cause: unknown): void;
  message(message: Message): PromiseLike<unknown> | void;
  batch(deliver: () => void): void;
}

/**
 * A way to open one stream, from `sink.status.lastEventId` on, until `signal` aborts. The promise rejects when the stream
 * is over, for this time. What is not an `SseError` becomes the cause of a network error.
 */
export type Transport = (plan: FeedPlan, sink: StreamSink, signal: AbortSignal) => Promise<void>;

/** A transport and the name it goes by. */
export type Carrier = readonly [name: string, transport: Transport];

/** What comes with a step of the state machine; see `StateChange`. */
export interface StateDetail {
  readonly error?: SseError;
  readonly retryIn?: number;
  readonly reason?: CloseReason;
}

/** What others see of the connection. Its feed keeps all of it current but `state`, which `FeedSink.state` moves. */
export type FeedStatus = Readonly<Pick<Connection, "state">> & {
  -readonly [K in "lastEventId" | "failures" | "transport"]: Connection[K];
};

/** What a feed tells its connection. */
export interface FeedSink {
  readonly status: FeedStatus;
  /** A step of the state machine. `closed` is the last one, told of an end that is not `Feed.close`, which must follow. */
  state(state: ConnectionState, detail?: StateDetail): void;
  /** The next message, after `status.lastEventId` was set to its ID. As `EventSink.message`. */
  message(message: Message): PromiseLike<unknown> | void;
  /** As `EventSink.batch`. */
  batch(deliver: () => void): void;
  /** For who hears only what it asks for: calls `listen` with every event name that is subscribed, now and later. */
  names(listen: (name: string) => void): void;
}

/** What supplies a connection: a supervised stream of its own, or one that another tab holds. */
export interface Feed {
  /** Begins; the sink is told nothing before. */
  start(): void;
  /** Cuts a wait short, or opens anew from the last event ID. */
  reconnect(): void;
  /** Ends it. Nothing is told afterwards. Idempotent. */
  close(): void;
}

/** What a feed is made for. */
export interface FeedPlan {
  /** The same for every tab that asks for the same stream. */
  readonly key: string;
  /** Absolute, without a fragment. */
  readonly url: string;
  readonly options: ConnectOptions;
}

/**
 * One stream for many tabs. `lead` makes the supervised stream of this tab (retries, watchdog and page signals
 * included), which resumes from the `status.lastEventId` of its sink. Start it when this tab leads, close it when it no
 * longer does. `undefined` where tabs cannot share: this one then has a stream of its own.
 */
export type SharedFeed = (plan: FeedPlan, sink: FeedSink, lead: (sink: FeedSink) => Feed) => Feed | undefined;
