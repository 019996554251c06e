/** Where the interfaces of streaming meet: a transport opens one stream, a feed keeps a connection supplied with them. */
import type { SseError } from "../errors.ts";
import type { CloseReason, ConnectionState, ConnectOptions, Message } from "../types.ts";

/** What a transport is asked for: one stream, once. */
export interface StreamRequest {
  readonly url: string;
  readonly options: ConnectOptions;
  /** Where to resume; the empty string for a beginning. */
  readonly lastEventId: string;
  /** The event names that are subscribed now; later ones come by `Stream.listen`. */
  names(): Iterable<string>;
}

/** What a reader of events hands over. */
export interface EventSink {
  /** The next message. A promise asks not to read on until it settles; it must not reject. */
  message(message: Message): PromiseLike<unknown> | void;
  /** Runs `deliver` at once and once; it holds at most `count` messages. Absent: it is called plainly. */
  batch?(deliver: () => void, count: number): void;
  /** Something arrived, be it a comment. `busy`: it takes a while to deliver, count no silence until the next call. */
  alive?(busy: boolean): void;
  /** The stream's last event ID, when it moved without a message. */
  id?(lastEventId: string): void;
  /** The stream's `retry:` field, in ms. */
  retry?(ms: number): void;
}

/** What a transport tells. Never called before the transport has returned, nor needed after `Stream.close`. */
export interface StreamSink extends Required<EventSink> {
  /** The server accepted: messages will follow. */
  opened(): void;
  /** The stream broke, and the transport itself reconnects; `opened` follows. */
  lost(error: SseError): void;
  /** The stream is over: by an error, or, without one, for good (204). */
  closed(error?: SseError): void;
}

/** One open stream. */
export interface Stream {
  close(): void;
  /** For transports that hear only what they ask for: a name has got its first subscriber. */
  listen?(type: string): void;
}

/** A way to open a stream. Throws only what `closed` would have told. */
export type Transport = (request: StreamRequest, sink: StreamSink) => Stream;

/** What comes with a step of the state machine; see `StateChange`. */
export interface StateDetail {
  readonly error?: SseError;
  readonly retryIn?: number;
  readonly reason?: CloseReason;
}

/** What a feed tells its connection. `message` and `id` move the connection's last event ID. */
export interface FeedSink {
  state(state: ConnectionState, detail?: StateDetail): void;
  message(message: Message): PromiseLike<unknown> | void;
  batch(deliver: () => void, count: number): void;
  id(lastEventId: string): void;
  names(): Iterable<string>;
}

/** What supplies a connection: a supervised stream of its own, or one that another tab holds. */
export interface Feed {
  /** Which transport carries it now: see `Connection.transport`. */
  readonly transport: string;
  /** Failures since it was last stable. */
  readonly failures: number;
  /** Begins; the sink is told nothing before. */
  start(): void;
  /** A name has got its first subscriber. */
  listen(type: string): void;
  /** Cuts a wait short, or opens anew from the last event ID. */
  reconnect(): void;
  /** Ends it. Nothing is told afterwards, not even `closed`. */
  close(): void;
}

/** What a feed is made for. */
export interface FeedPlan {
  /** The same for every tab that asks for the same stream. */
  readonly key: string;
  /** Absolute, without a fragment. */
  readonly url: string;
  readonly options: ConnectOptions;
  readonly lastEventId: string;
}

/**
 * One stream for many tabs. `lead` opens the supervised stream of this tab (retries, watchdog and page signals
 * included; it does not pause while hidden), from the given last event ID on. Start it when this tab leads, close it
 * when it no longer does.
 */
export type SharedFeed = (plan: FeedPlan, sink: FeedSink, lead: (sink: FeedSink, lastEventId: string) => Feed) => Feed;
