/** What can go wrong with a stream. Every message says what to do about it. */
import { textOfThrown } from "./thrown.ts";

/**
 * What went wrong:
 *
 * - `http`: a status other than 200 and 204.
 * - `type`: 200, but not `text/event-stream`.
 * - `network`: unreachable, refused by CORS or a policy, broken off, or a response that ended.
 * - `timeout`: no response headers within `connectTimeout`, or silence for longer than `idle`.
 * - `limit`: an event above `maxEventSize`.
 * - `origin`: the stream is of an origin that is not allowed.
 * - `gap`: events may be missing; the stream goes on.
 * - `request`: the request could not be made.
 * - `redirect`: a redirect that is not followed.
 *
 * Each has a class, such as `SseHttpError`, with what else is known.
 */
export type SseErrorCode =
  | "http"
  | "type"
  | "network"
  | "timeout"
  | "limit"
  | "origin"
  | "gap"
  | "request"
  | "redirect";

/** The base of every error of a stream; `code` tells them apart where `instanceof` cannot. */
export class SseError extends Error {
  declare readonly code: SseErrorCode;
  constructor(code: SseErrorCode, message: string, fields?: object) {
    super(message);
    Object.assign(this, { name: "SseError", code }, fields);
  }
}

/** What to do about a status that opens no stream. */
const adviceFor = (status: number): string =>
  status === 401
    ? "sign in"
    : status === 403
      ? "the server forbids it"
      : status === 405
        ? "respond to GET"
        : status >= 500
          ? "see the server's log"
          : status === 404 || status === 410
            ? "check the path"
            : "send 200";

/** The server responded, but not with 200. */
export class SseHttpError extends SseError {
  declare readonly status: number;
  /** The final URL, after redirects. */
  declare readonly url: string;
  /** Milliseconds the server asked to wait (`Retry-After`); 0 where it did not. */
  declare readonly retryAfter: number;
  /** Whether a redirect led there. */
  declare readonly redirected: boolean;
  constructor(status: number, url: string, retryAfter = 0, redirected = false) {
    super("http", `${url} responded with ${status}: ${adviceFor(status)}`, { status, url, retryAfter, redirected });
  }
}

/** The server responded with 200, but with something that is not an event stream. */
export class SseContentTypeError extends SseError {
  /** Type and subtype; the empty string where the response names none. */
  declare readonly type: string;
  /** The final URL, after redirects. */
  declare readonly url: string;
  /** Whether a redirect led there: to a login page, perhaps. */
  declare readonly redirected: boolean;
  constructor(url: string, type: string, redirected = false) {
    const advice = redirected ? "a redirect leads there, sign in?" : "send text/event-stream";
    super("type", `${url} sent ${type || "no Content-Type"}: ${advice}`, { type, url, redirected });
  }
}

/** The cause where a response came to its proper end, which a stream has none of. */
export class EndOfBody extends Error {}

/** The server could not be reached, refused by CORS or policy, or the stream broke off, or ended. */
export class SseNetworkError extends SseError {
  /** Whether the server ended its response properly: it has to keep it open. */
  declare readonly ended: boolean;
  constructor(url: string, cause?: unknown) {
    const ended = cause instanceof EndOfBody;
    const what = ended ? "ended its response: keep it open" : "broke off: check server, CORS, CSP";
    super("network", `${url} ${what}`, { cause, ended });
  }
}

/** So many connections do browsers open to one origin over HTTP/1.1. */
const POOL = 6;

/** No response within `connectTimeout`, or silence for longer than `idle`. */
export class SseTimeoutError extends SseError {
  /** Whether six or more streams are open to that origin, which is as many as a browser opens over HTTP/1.1. */
  declare readonly crowded: boolean;
  constructor(
    url: string,
    option: "connectTimeout" | "idle",
    ms: number,
    streams = 0,
    /** Whether there was a response: `idle` may limit the wait for it, too. */
    responded = option === "idle",
  ) {
    const crowded = !responded && streams >= POOL;
    const advice = crowded
      ? `${streams} streams are open there, HTTP/1.1 allows ${POOL}; share them`
      : `${responded ? "send comments" : "flush the headers"} or raise ${option}`;
    super("timeout", `${url} silent for ${ms} ms: ${advice}`, { crowded });
  }
}

/**
 * The server redirects to where nothing can be read, to a login page of another origin, perhaps; or is of another origin, whose
 * redirects are not followed.
 */
export class SseRedirectError extends SseError {
  constructor(url: string, cause?: unknown) {
    super("redirect", `${url} redirects, and that is not followed: connect to where it leads, or sign in`, { cause });
  }
}

/** The request could not be made: a function for its URL, headers or body threw, or gave what no request can have. */
export class SseRequestError extends SseError {
  constructor(cause: unknown) {
    super("request", `Request not made: ${textOfThrown(cause)}`, { cause });
  }
}

/** The stream was redirected to an origin that is not allowed. */
export class SseOriginError extends SseError {
  constructor(origin: string) {
    super("origin", `Streams of ${origin}, where the URL or a redirect leads, are not allowed: list it in origins`);
  }
}

/** An event above `maxEventSize`. */
export class SseLimitError extends SseError {
  constructor(limit: number) {
    super("limit", `Event above ${limit}: raise maxEventSize`);
  }
}

/** The longest position that is kept and sent, in UTF-16 code units: URLs and headers have their limits. */
export const LONGEST_POSITION = 4096;

/** Why events may be missing: the position could not travel, the server no longer had it, or the server said so by an event. */
export type GapReason = "refused" | "truncated" | "reset";

const GAPS: Readonly<Record<GapReason, string>> = {
  refused: "refuses Last-Event-ID, allow it in Access-Control-Allow-Headers or write resume:query",
  truncated: "resumed elsewhere",
  reset: "reset its history",
};

/** Events after a position may be lost; the stream goes on. */
export class SseGapError extends SseError {
  declare readonly reason: GapReason;
  /** The position that was asked for; the empty string where none was. */
  declare readonly position: string;
  /** Where the server went on instead, if it said. */
  declare readonly resumedAt: string | undefined;
  constructor(reason: GapReason, url: string, position: string, resumedAt?: string) {
    const isTooLong = reason === "refused" && position.length > LONGEST_POSITION;
    const what = isTooLong ? `gave an ID above ${LONGEST_POSITION} characters, too long to send` : GAPS[reason];
    const where = isTooLong ? "it" : position || "the start";
    super("gap", `${url} ${what}: events after ${where} may be missing`, {
      reason,
      position,
      resumedAt,
    });
  }
}
