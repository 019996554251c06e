/** What the tabs that share a stream say to each other, and how it is read: a post that makes no sense is no post. */
import { isUsablePosition } from "../position.ts";
import {
  SseContentTypeError,
  type SseError,
  type SseErrorCode,
  SseGapError,
  SseHttpError,
  SseLimitError,
  SseNetworkError,
  SseOriginError,
  SseRedirectError,
  SseRequestError,
  SseTimeoutError,
} from "../errors.ts";
import type { ConnectionState, Message } from "../types.ts";
import type { StateDetail } from "./feed.ts";

/** A follower wants news, or the stream opened anew. */
export type Question = "news" | "reconnect";

/**
 * What the leader of this term says; a later leader has a larger term. Its first post is news. The serial grows by one
 * with every post.
 */
export type Post = readonly [term: number, serial: number, said: readonly Message[] | News | Loss];

/** Where the leader stands. */
export interface News {
  /** The last event ID after everything posted before. */
  readonly id: string;
  readonly state: ConnectionState;
  /** What came with the step, where this tells of one; see `packDetail`. */
  readonly detail: StateDetail;
}

/** Events may be missing from here on: the leader's stream says so. */
export interface Loss {
  readonly gap: StateDetail;
}

type ErrorClass = new (...parts: never[]) => SseError;

const CLASSES: Readonly<Record<SseErrorCode, ErrorClass>> = {
  http: SseHttpError,
  type: SseContentTypeError,
  network: SseNetworkError,
  timeout: SseTimeoutError,
  origin: SseOriginError,
  limit: SseLimitError,
  gap: SseGapError,
  request: SseRequestError,
  redirect: SseRedirectError,
};

const STATES = new Set<unknown>(["idle", "connecting", "open", "waiting", "closed"] satisfies ConnectionState[]);

/** How far ahead of the clock a term may be, in ms: leaders count terms by it, and one of the far future would be the last. */
const AHEAD = 60_000;

/** A clock that is set back would make every post of before one of the far future. */
let latest = 0;
const clock = (): number => (latest = Math.max(latest, Date.now()));

/** Whether this is a post: what comes over the channel may be anything, from any script of the origin. */
export function isPost(data: unknown): data is Post {
  if (!Array.isArray(data) || data.length !== 3) return false;
  const [term, serial, said] = data as unknown[];
  return (
    typeof term === "number" &&
    term <= clock() + AHEAD &&
    Number.isSafeInteger(serial) &&
    (Array.isArray(said) ? said.every(isMessage) : isNews(said) || gapOf(said as Post[2]) !== undefined)
  );
}

function isMessage(message: unknown): message is Message {
  const { type, data, lastEventId, origin } = (message ?? {}) as Partial<Record<keyof Message, unknown>>;
  return [type, data, origin].every((text) => typeof text === "string") && isUsablePosition(lastEventId);
}

/** Whether this is news of where a leader stands. */
export function isNews(said: unknown): said is News {
  const { state, id } = (said ?? {}) as Partial<Record<keyof News, unknown>>;
  return STATES.has(state) && isUsablePosition(id);
}

/** The gap that the leader tells of, if this is one. */
export function gapOf(said: Post[2] | null | undefined): SseGapError | undefined {
  const { error } = unpackDetail((said as Partial<Loss> | null | undefined)?.gap);
  return error instanceof SseGapError ? error : undefined;
}

/** A step as data: cloning would leave only the message of an error, and its cause may not be cloned at all. */
export function packDetail({ error, ...detail }: StateDetail = {}): StateDetail {
  return { ...detail, error: error && { ...error, message: error.message, cause: undefined } } as StateDetail;
}

/** The step again, with an error of its class, and nothing of what else a post may say. */
export function unpackDetail(given: StateDetail | null | undefined): StateDetail {
  const { attempt, error, retryIn, reason } = given ?? {};
  const Class = error && Object.hasOwn(CLASSES, error.code) ? CLASSES[error.code] : undefined;
  return {
    attempt: typeof attempt === "string" ? attempt : undefined,
    error: Class && Object.assign(new Class(), error),
    retryIn: Number.isFinite(retryIn) ? retryIn : undefined,
    reason: typeof reason === "string" ? reason : undefined,
  } as StateDetail;
}
