/** `@sse/core`: URL → messages. See the README. */
export {
  SseContentTypeError,
  SseError,
  SseGapError,
  SseHttpError,
  SseLimitError,
  SseNetworkError,
  SseOriginError,
  SseRedirectError,
  SseRequestError,
  SseTimeoutError,
  type GapReason,
  type SseErrorCode,
} from "./errors.ts";
export type { AttemptReason, AttemptRequest, PerAttempt, Prepare, Prepared, Verdict } from "./request.ts";
export type { RetryOn } from "./retry-policy.ts";
export { createRegistry, type RegistryOptions } from "./registry.ts";
export type { EventSourceFactory } from "./transports/event-source.ts";
export { readEvents, type ReadOptions } from "./transports/read-events.ts";
export { textOfThrown } from "./thrown.ts";
export type { Feed, FeedPlan, FeedSink, FeedStatus, SharedFeed, StateDetail } from "./transports/feed.ts";
export type { EventSink } from "./transports/transport.ts";
export type {
  CloseReason,
  Connection,
  ConnectionState,
  ConnectOptions,
  Lease,
  Message,
  MessageListener,
  Notice,
  Observation,
  Registry,
  StateChange,
  StreamWitness,
} from "./types.ts";
