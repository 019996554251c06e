/** What a check of an endpoint says. */

/** `ok`; `warn`: works, but not in every case; `fail`: a stream needs it; `skip`: could not be checked. */
export type Verdict = "ok" | "warn" | "fail" | "skip";

/** One line of the result. */
export interface Finding {
  /** What was checked; the README explains each. */
  readonly check: CheckName;
  readonly verdict: Verdict;
  readonly message: string;
  /** The bytes, or the header, that show it. */
  readonly shown?: string;
  /** What to change. */
  readonly change?: string;
}

/** The checks, in the order in which they are told. */
export const checkNames = [
  "connect",
  "redirect",
  "status",
  "type",
  "first-byte",
  "open",
  "lines",
  "blank-line",
  "data",
  "event",
  "heartbeat",
  "ids",
  "position",
  "resume",
  "unknown-id",
  "compression",
  "cache",
  "cors",
  "http",
  "abort",
  "same",
] as const;

/** The name of a check, as `--skip` takes it. */
export type CheckName = (typeof checkNames)[number];

/** Takes down what a check found. */
export type Note = (
  check: CheckName,
  verdict: Verdict,
  message: string,
  more?: { readonly shown?: string | undefined; readonly change?: string | undefined },
) => void;

/** The longest piece of bytes that is shown, in UTF-16 code units. */
const longest = 100;

/** A piece of a text as a string literal, cut where it is long. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > longest ? `${text.slice(0, longest)}…` : text);
}

/** A time in ms as people read it. */
export const time = (ms: number): string => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`);
