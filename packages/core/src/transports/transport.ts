/** Where the interfaces of streaming meet: a transport opens one stream, a feed keeps a connection supplied with them. */
import type { SseError } from "../errors.ts";
import type { CloseReason, Connection, ConnectionState, ConnectOptions, Message } from "../types.ts";

/** What a reader of events hands over. */
export interface EventSink {
  /** The next message. A promise asks not to read on until it settles; it must not reject. */
  message(message: Message): PromiseLike<unknown> | void;
  /** Runs `deliver` at once and once; it holds at most `count` messages. Absent: it is called plainly. */
  batch?(deliver: () => void, count: number): void;
  /** Something arrived, be it a comment. Until `drained`, silence is not the server's. */
  arrived?(): void;
  /** What arrived is delivered, and up to here this is the last event ID: it may have moved without a message. */
  drained?(lastEventId: string): void;
  /** The stream's `retry:` field, in ms. */
  retry?(ms: number): void;
}

/**
 * What a transport tells, and what it may ask. Never called before the transport has returned, nor after `Stream.close`.
 * A stream that is over for good (204) tells `state("closed", { reason: "ended" })`.
 */
export interface StreamSink extends Required<EventSink>, FeedSink {
  /** The server accepted: messages will follow. */
  opened(): void;
  /** The stream broke, and the transport itself reconnects; `opened` follows. */
  lost(cause: unknown): void;
  /** The stream is over, for this time. What is not an `SseError` becomes the cause of a network error. */
  failed(cause: unknown): void;
  message(message: Message): PromiseLike<unknown> | void;
  batch(deliver: () => void, count: number): void;
}

/** One open stream. */
export interface Stream {
  close(): void;
  /** For transports that hear only what they ask for: a name has got its first subscriber. */
  listen?(type: string): void;
}

/** A way to open one stream, from `sink.status.lastEventId` on. What it throws is a failure like another. */
export type Transport = (plan: FeedPlan, sink: StreamSink) => Stream;

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
  batch(deliver: () => void, count: number): void;
  /** The event names that are subscribed now. */
  names(): Iterable<string>;
}

/** What supplies a connection: a supervised stream of its own, or one that another tab holds. */
export interface Feed {
  /** Begins; the sink is told nothing before. */
  start(): void;
  /** A name has got its first subscriber. */
  listen(type: string): void;
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
 * longer does.
 */
export type SharedFeed = (plan: FeedPlan, sink: FeedSink, lead: (sink: FeedSink) => Feed) => Feed;
