/** What the tabs that share a stream say to each other, and how it is read: a post that makes no sense is no post. */
import { SseError, SseHttpError } from "../errors.ts";
import type { ConnectionState, Message } from "../types.ts";
import type { StateDetail } from "./transport.ts";

/** Where the leader stands. The first post of every term is one. */
export interface News {
  /** Which leader speaks: a later one has a larger number. */
  readonly term: number;
  /** The last event ID after everything posted before. */
  readonly id: string;
  readonly state: ConnectionState;
  readonly failures: number;
  /** As data: see `packDetail`. */
  readonly detail: StateDetail;
}

/** What the stream said, in order. */
export interface Events {
  readonly term: number;
  readonly events: readonly Message[];
}

/** A follower wants news, or the stream opened anew. */
export interface Question {
  readonly ask: "news" | "reconnect";
}

export type Post = News | Events | Question;

const isText = (value: unknown): boolean => typeof value === "string";

/** The post in `data`, or `undefined` where there is none. */
export function readPost(data: unknown): Post | undefined {
  const post = (data ?? {}) as Partial<News & Events & Question>;
  const { ask, term, events, id, state, detail } = post;
  const makesSense =
    isText(ask) ||
    (typeof term === "number" &&
      (Array.isArray(events)
        ? events.every((event?: Message) => isText(event?.type) && isText(event?.data) && isText(event?.lastEventId))
        : isText(id) && isText(state) && detail));
  return makesSense ? (post as Post) : undefined;
}

/** A step as data: cloning would leave only the message of an error. */
export function packDetail(detail: StateDetail): StateDetail {
  const { error } = detail;
  return error ? { ...detail, error: { ...error, message: error.message } } : detail;
}

/** The step again, with an error of its class. */
export function unpackDetail(detail: StateDetail): StateDetail {
  const { error } = detail;
  if (!error) return detail;
  const { code, message } = error;
  const typed = code === "http" ? new SseHttpError(0, "") : new SseError(code, message);
  return { ...detail, error: Object.assign(typed, error) };
}
