/** The data that crosses the border of this package: messages, states, options, observations. */
import type { SseError, SseGapError } from "./errors.ts";

import type { RetryOn } from "./retry-policy.ts";
import type { AttemptReason, PerAttempt, Prepare } from "./request.ts";

/** One event of a stream. One object serves all its subscribers; treat it as frozen. */
export interface Message {
  /** The event name; `message` where the stream gave none. */
  readonly type: string;
  readonly data: string;
  /** The last event ID of the stream as of this event; the empty string where there was none. */
  readonly lastEventId: string;
  /** The origin the stream was really read from, after redirects. */
  readonly origin: string;
}

/** A listener may return a promise: the stream is then not read further until it settles. Throwing is reported, not fatal. */
export type MessageListener = (message: Message) => unknown;

/**
 * Where a connection stands:
 *
 * - `idle`: not connected, and no attempt is due. Before its start, while `pause` applies to a hidden tab, and from
 *   `pagehide` to `pageshow`. It goes on by itself.
 * - `connecting`: an attempt is being made; the response headers have not arrived.
 * - `open`: the server has accepted, and events can arrive.
 * - `waiting`: an attempt or a stream failed, and the next attempt is due in `StateChange.retryIn` ms.
 * - `closed`: over for good; `StateChange.reason` says why. To begin again, connect again.
 */
export type ConnectionState = "idle" | "connecting" | "open" | "waiting" | "closed";

/**
 * Why a connection is `closed`:
 *
 * - `released`: its last lease was given back.
 * - `ended`: the server responded with 204, no content; no error.
 * - `error`: a failure that another attempt would not mend, such as 404 or a wrong content type. `retryOn` can make an exception.
 * - `attempts`: a failure that would be retried, but `attempts` failures in a row are reached.
 * - `closed`: `close()` was called, by you or by the registry's `dispose()`.
 */
export type CloseReason = "released" | "ended" | "error" | "attempts" | "closed";

/** A step of the state machine, as listeners and observers hear of it. */
export interface StateChange {
  readonly state: ConnectionState;
  readonly previous: ConnectionState;
  /** What went wrong, when the step was caused by a failure. */
  readonly error?: SseError;
  /** For `connecting`: why. */
  readonly attempt?: AttemptReason;
  /** For `waiting`: milliseconds until the next attempt. */
  readonly retryIn?: number;
  /** For `closed`. */
  readonly reason?: CloseReason;
}

/** A stream, shared by its leases. */
export interface Connection {
  /** Small number, unique in its registry: for inspectors. */
  readonly id: number;
  /** What was asked for; where a function gives it, that of the last attempt, without a position in its query. */
  readonly url: string;
  readonly state: ConnectionState;
  readonly lastEventId: string;
  /** Failures since the connection was last stable. */
  readonly failures: number;
  /** Which transport carries it: `fetch`, `eventsource` or `browser`. */
  readonly transport: string;
  readonly leases: number;
  /** When something, be it a comment, last arrived: ms since the epoch, 0 if nothing did. */
  readonly lastHeard: number;
  /** Whether somebody is subscribed to events of this name. */
  hears(type: string): boolean;
  /** Cuts a wait short, or drops the present stream and opens it anew from the last event ID. */
  reconnect(): void;
  /** Ends the stream for good, for all leases. */
  close(reason?: CloseReason): void;
}

/** Sees what is not heard: for whoever tells a developer why nothing happens. */
export interface StreamWitness {
  /** A message that nobody is subscribed to, while nobody observes the registry. */
  unheard(message: Message, connection: Connection): void;
  /** A piece of a stream as `fetch` read it, and how many events it completed. */
  text(piece: string, events: number, connection: Connection): void;
}

/** A share in a connection. Everything heard through it ends with `release()`. */
export interface Lease {
  readonly connection: Connection;
  /** The last event ID that was heard through this lease: a later one can start from it. */
  readonly lastEventId: string;
  /** While a message is being routed, the last event ID before it; else `lastEventId`. */
  readonly previousEventId: string;
  /** Hears events of this name (exact, case-sensitive). Returns its undo. */
  on(type: string, listener: MessageListener): () => void;
  /** Hears every step of the state machine. Returns its undo. */
  onState(listener: (change: StateChange) => void): () => void;
  /** Hears where events may be missing: render anew what they would have changed. Returns its undo. */
  onGap(listener: (gap: SseGapError) => void): () => void;
  /**
   * Gives the share back; the last one closes the connection. Of a message that some of its listeners have heard already, the
   * others hear first. Idempotent.
   */
  release(): void;
}

/** How a stream is opened. Options that make another stream of it (method, headers, body, credentials, share) are part of its key. */
export interface ConnectOptions {
  readonly share?: "page" | "browser" | "none";
  readonly transport?: "fetch" | "eventsource";
  readonly credentials?: "same-origin" | "include" | "omit";
  /**
   * Default GET. With a method other than GET and HEAD, a response that ends properly ends the stream (`ended`), unless
   * `retry` or `attempts` of this call ask for more; one that breaks off is asked for again.
   */
  readonly method?: string;
  /**
   * A function, also an async one, is called before every attempt, with its reason (`first`, `retry`, `status 401`, …) and a
   * signal that aborts when the attempt is given up. With a function for any part of the request, the first 401 or 403 is
   * asked again once. Streams share a connection when they have the same function.
   */
  readonly headers?: PerAttempt<Readonly<Record<string, string>>>;
  /** As `headers`. */
  readonly body?: PerAttempt<string>;
  /** Called for this lease before every attempt, after `headers` and `body`. No part of what makes two streams different. */
  readonly prepare?: Prepare;
  /** Sends the requests; default the global one. No part of what makes two streams different. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** Bounds of the reconnect delay in ms. */
  readonly retry?: { readonly min?: number; readonly max?: number };
  /**
   * What to try again that would end the stream: statuses, content types such as `text/html`, and `redirect` for whatever is
   * no stream at the end of a redirect.
   */
  readonly retryOn?: RetryOn;
  /** Failures in a row before it gives up. */
  readonly attempts?: number;
  /**
   * Reconnect when nothing, not even a comment, arrived for this many ms. Default: learned from the comments of a server that
   * sends them at a regular pace, see the README; `"never"` turns that off.
   */
  readonly idle?: number | "never";
  /**
   * Give up on an attempt that got no response headers within this many ms. Default: `idle` if that is a number, else 30 s. A native
   * `EventSource` that reconnects by itself has `retry.max` (default: an hour) besides, for a wait that cannot be seen.
   */
  readonly connectTimeout?: number;
  /** `"hidden"`: closes the stream when the tab has been hidden for 5 s, or for so many ms. */
  readonly pause?: "hidden" | "never" | { readonly hidden: number };
  readonly resume?: "page" | "session";
  /** The name under which `resume: "session"` keeps the position; default the URL. For URLs that change, as with a token. */
  readonly resumeKey?: string;
  /**
   * Where to start from: the position the page was rendered at. No part of what makes two streams different: leases of
   * different positions share a connection that starts from the earliest, and each hears what comes after its own. Positions
   * are compared where they are numbers, or pairs as in Redis Streams (`1526919030474-55`); of others, each has a
   * connection of its own. A `Last-Event-ID` among the headers means the same.
   */
  readonly lastEventId?: string;
  /** Events by which the server says that its history is gone; each is a gap (`reset`) to the lease that names it. */
  readonly resetOn?: readonly string[];
  /**
   * How the position travels: in a `Last-Event-ID` header (default; in a query where another origin refuses it), or in
   * this parameter of the query.
   */
  readonly resumeBy?: "header" | { readonly query: string };
  /** Origins to read from, that of the URL among them: redirected elsewhere, the stream ends. Default: any. */
  readonly allowOrigins?: readonly string[];
  /** Refuse an event with more data than this many UTF-16 code units. */
  readonly maxEventSize?: number;
}

/** What a stream says besides messages, for observers alone. */
export type Notice =
  /** A comment: most often a heartbeat. */
  | { readonly kind: "comment"; readonly text: string }
  /** An event of this name had no `data:` line, and was dropped as the standard says. */
  | { readonly kind: "dropped"; readonly type: string }
  /** The server asked to wait for so many ms before a reconnect, in this field of the stream or header of a response. */
  | { readonly kind: "retry"; readonly field: "retry" | "Retry-After"; readonly ms: number };

/** What an observer is told. It is all that the inspector knows, but for what a message did in a document. */
export type Observation =
  | (Notice & { readonly connection: Connection; readonly time: number })
  | { readonly kind: "connection"; readonly connection: Connection; readonly time: number }
  | { readonly kind: "state"; readonly connection: Connection; readonly change: StateChange; readonly time: number }
  | {
      readonly kind: "message";
      readonly connection: Connection;
      readonly message: Message;
      readonly size: number;
      readonly subscribers: number;
      readonly time: number;
    }
  | {
      readonly kind: "subscribed" | "unsubscribed";
      readonly connection: Connection;
      readonly type: string;
      readonly time: number;
    }
  | { readonly kind: "gap"; readonly connection: Connection; readonly gap: SseGapError; readonly time: number }
  | { readonly kind: "error"; readonly connection: Connection; readonly error: unknown; readonly time: number };

/** Connections by key; the face of this package. */
export interface Registry {
  /** Leases the connection for this URL, or for what a function gives for each attempt, and these options, opening it when it is the first. Throws `TypeError` where `new Request` does, and for what is not http(s). */
  connect(url: PerAttempt<string | URL>, options?: ConnectOptions): Lease;
  /** Hears of everything. Returns its undo. Costs nothing while nobody observes. */
  observe(listener: (observation: Observation) => void): () => void;
  /** The connections of this moment. */
  readonly connections: readonly Connection[];
  /** Closes every connection and stops listening to the page. */
  dispose(): void;
}
