/** What the tabs that share a stream say to each other, and how it is read: a post that makes no sense is no post. */
import {
  SseContentTypeError,
  SseError,
  SseHttpError,
  SseLimitError,
  SseNetworkError,
  SseOriginError,
  SseTimeoutError,
  type SseErrorCode,
} from "../errors.ts";
import type { ConnectionState, Message } from "../types.ts";
import type { StateDetail } from "./transport.ts";

/** A follower wants news, or the stream opened anew. */
export type Question = "news" | "reconnect";

/**
 * What the leader of this term says; a later leader has a larger term. Its first post is news. The serial grows by one
 * with every post.
 */
export type Post = readonly [term: number, serial: number, said: readonly Message[] | News];

/** Where the leader stands. */
export interface News {
  /** The last event ID after everything posted before. */
  readonly id: string;
  readonly state: ConnectionState;
  readonly failures: number;
  /** What came with the step, where this tells of one; as data: see `packDetail`. */
  readonly detail?: StateDetail | undefined;
}

type ErrorClass = new (...parts: never[]) => SseError;

/** A map, because the code comes from another tab. */
const CLASSES: ReadonlyMap<string, ErrorClass> = new Map(
  Object.entries({
    http: SseHttpError,
    type: SseContentTypeError,
    network: SseNetworkError,
    timeout: SseTimeoutError,
    origin: SseOriginError,
    limit: SseLimitError,
  } satisfies Record<SseErrorCode, ErrorClass>),
);

const areTexts = (...values: unknown[]): boolean => values.every((value) => typeof value === "string");

/** Whether what came over the channel is a post. */
export function isPost(data: unknown): data is Post {
  if (!Array.isArray(data)) return false;
  const [term, serial, said] = data as [unknown, unknown, Partial<News> | Partial<Message>[] | null | undefined];
  return (
    typeof term === "number" &&
    typeof serial === "number" &&
    !!said &&
    (Array.isArray(said)
      ? said.every((event: Partial<Message> | null) => event && areTexts(event.type, event.data, event.lastEventId))
      : areTexts(said.id, said.state))
  );
}

/** A step as data: cloning would leave only the message of an error, and its cause may not be cloned at all. */
export function packDetail(detail: StateDetail = {}): StateDetail {
  const { error } = detail;
  return error ? { ...detail, error: { ...error, message: error.message, cause: undefined } } : detail;
}

/** The step again, with an error of its class. */
export function unpackDetail(detail: StateDetail = {}): StateDetail {
  const { error } = detail;
  return error ? { ...detail, error: Object.assign(new (CLASSES.get(error.code) ?? SseError)(), error) } : detail;
}
