/** A transport opens one stream and hands over what it reads. */
import type { AttemptRequest } from "../request.ts";
import type { Message } from "../types.ts";
import type { FeedSink } from "./feed.ts";

/** What a reader of events hands over. */
export interface EventSink {
  /** The next message. A promise asks not to read on until it settles; where it rejects, or this throws, reading ends. */
  message(message: Message): PromiseLike<unknown> | void;
  /** Runs `deliver`, a run of messages, at once and once. Absent: it is called plainly. */
  batch?(deliver: () => void): void;
  /** Something arrived, be it a comment. Until `drained`, silence is not the server's. */
  arrived?(): void;
  /** A comment was read. */
  comment?(text: string): void;
  /** What arrived is delivered, and up to here this is the last event ID: it may have moved without a message. */
  drained?(lastEventId: string): void;
  /** The stream's `retry:` field, in ms. */
  retry?(ms: number): void;
  /** A piece was read that completed so many events, which follow. */
  text?(piece: string, events: number): void;
}

/**
 * What a transport tells, and what it may ask. Never called after the signal of the stream has aborted. A stream that is
 * over for good (204) tells `state("closed", { reason: "ended" })`.
 */
export interface StreamSink extends Required<Omit<EventSink, "text">>, FeedSink {
  /** The server accepted: messages will follow. */
  opened(): void;
  /** The stream broke, and the transport itself reconnects; `opened` follows. */
  lost(cause: unknown): void;
  message(message: Message): PromiseLike<unknown> | void;
  batch(deliver: () => void): void;
}

/**
 * A way to open one stream with the request of this attempt, from `sink.status.lastEventId` on, until `signal` aborts. The promise rejects when the stream
 * is over, for this time. What is not an `SseError` becomes the cause of a network error.
 */
export type Transport = (request: AttemptRequest, sink: StreamSink, signal: AbortSignal) => Promise<void>;

/** A transport and the name it goes by in `Connection.transport`. */
export interface NamedTransport {
  readonly name: string;
  readonly open: Transport;
}
