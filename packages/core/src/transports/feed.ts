/** A feed keeps a connection supplied with messages: one stream after another, or what another tab relays. */
import type { SseError, SseGapError } from "../errors.ts";
import type { AttemptReason, PerAttempt, prepareRequest } from "../request.ts";
import type { CloseReason, Connection, ConnectionState, ConnectOptions, Message, Notice } from "../types.ts";

/** What comes with a step of the state machine; see `StateChange`. */
export interface StateDetail {
  readonly attempt?: AttemptReason;
  readonly error?: SseError;
  readonly retryIn?: number;
  readonly reason?: CloseReason;
}

/** What others see of the connection. Its feed keeps all of it current but `state`, which `FeedSink.state` moves. */
export type FeedStatus = Readonly<Pick<Connection, "state">> & {
  -readonly [K in "url" | "lastEventId" | "failures" | "transport" | "lastHeard"]: Connection[K];
};

/** What a feed tells its connection. */
export interface FeedSink {
  readonly status: FeedStatus;
  /** Makes the request of an attempt; see `prepareRequest`. */
  request(reason: AttemptReason, signal: AbortSignal): ReturnType<typeof prepareRequest>;
  /** A step of the state machine. `closed` is the last one, told of an end that is not `Feed.close`, which must follow. */
  state(state: ConnectionState, detail?: StateDetail): void;
  /** Failures in a row after which nobody wants another attempt. */
  attempts(): number;
  /** The next message, after `status.lastEventId` was set to its ID. A promise asks not to read on until it settles. */
  message(message: Message): PromiseLike<unknown> | void;
  /** Runs `deliver`, a run of messages, at once and once. */
  batch(deliver: () => void): void;
  /** What a reader read; absent where nobody wants to know. See `EventSink`. */
  readonly text?: (piece: string, events: number) => void;
  /** Events may be missing; the stream goes on. */
  gap(gap: SseGapError): void;
  /** Whether somebody observes the registry: nothing is made for nobody. */
  isObserved(): boolean;
  /** Something for observers alone. */
  notice(notice: Notice): void;
  /** For who hears only what it asks for: calls `listen` with every event name that is subscribed, now and later. */
  names(listen: (name: string) => void): void;
}

/** What supplies a connection: a supervised stream of its own, or one that another tab holds. */
export interface Feed {
  /** Begins; the sink is told nothing before. */
  start(): void;
  /** Cuts a wait short, or opens anew from the last event ID; `reason`, default `reconnect`, is what the attempt says. */
  reconnect(reason?: AttemptReason): void;
  /** Ends it. Nothing is told afterwards. Idempotent. */
  close(): void;
}

/** What a feed is made for. */
export interface FeedPlan {
  /** The same for every tab that asks for the same stream. */
  readonly key: string;
  /** Absolute, without a fragment; the empty string where a function gives it. */
  readonly url: string;
  /** What was connected to. */
  readonly address: PerAttempt<string | URL>;
  readonly options: ConnectOptions;
  /** Whether a body that ended properly is no end: the stream is opened again. */
  readonly reopens: boolean;
  /** Whether other tabs can know that they ask for the same stream: they cannot compare functions. */
  readonly isComparable: boolean;
  /** How many streams of the registry are open to the same origin. */
  neighbours(): number;
}

/**
 * One stream for many tabs. `lead` makes the supervised stream of this tab (retries, watchdog and page signals
 * included), which resumes from the `status.lastEventId` of its sink. Start it when this tab leads, close it when it no
 * longer does. `undefined` where tabs cannot share: this one then has a stream of its own.
 */
export type SharedFeed = (plan: FeedPlan, sink: FeedSink, lead: (sink: FeedSink) => Feed) => Feed | undefined;
