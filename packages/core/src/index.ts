/** `@sse/core`: URL → messages. See the README. */
export {
  SseContentTypeError,
  SseError,
  SseHttpError,
  SseLimitError,
  SseNetworkError,
  SseOriginError,
  SseTimeoutError,
  type SseErrorCode,
} from "./errors.ts";
export { createRegistry } from "./registry.ts";
export { readEvents, type ReadOptions } from "./transports/read-events.ts";
export type {
  EventSink,
  Feed,
  FeedPlan,
  FeedSink,
  FeedStatus,
  SharedFeed,
  StateDetail,
} from "./transports/transport.ts";
export type {
  CloseReason,
  Connection,
  ConnectionState,
  ConnectOptions,
  Lease,
  Message,
  MessageListener,
  Observation,
  Registry,
  RegistryOptions,
  StateChange,
} from "./types.ts";
