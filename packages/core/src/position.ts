/** A position in a stream, its last event ID: how a request carries it, and which of two is the later. */
import { LONGEST_POSITION } from "./errors.ts";
import { isWebKitGtk } from "./page.ts";
import type { ConnectOptions } from "./types.ts";

/** The query parameter of a position where nobody names one. */
export const POSITION_PARAMETER = "lastEventId";

/** The UTF-8 bytes of a position, one character each, as a header has them. */
export const positionBytes = (position: string): string => String.fromCharCode(...new TextEncoder().encode(position));

/**
 * The position as the value of a `Last-Event-ID` header: its UTF-8 bytes, as the HTML standard has it. `undefined` where
 * no header carries it unchanged: control characters are refused on the way, white space around it is taken away.
 * WebKitGTK makes the bytes itself, but takes no character that is not in Latin-1.
 */
export function headerValue(position: string): string | undefined {
  const value = isWebKitGtk() ? position : positionBytes(position);
  return /[^\t\x20-\x7e\x80-\xff]|^\s|\s$/.test(value) ? undefined : value;
}

/** Whether a position may be kept and sent, wherever it came from: no line breaks and no NUL, which a server could not have sent, and not too long. */
export const isUsablePosition = (position: unknown): position is string =>
  typeof position === "string" && position.length <= LONGEST_POSITION && !/[\r\n\0]/.test(position);

/** `url` with the position in its query, in place of one that was there; the rest of a signed URL stays as it is written. */
export function withPosition(url: string, parameter: string, position: string): string {
  const address = new URL(url);
  const others = address.search
    .slice(1)
    .split("&")
    .filter((pair) => pair && !new URLSearchParams(pair).has(parameter));
  address.search = [...others, `${new URLSearchParams({ [parameter]: position })}`].join("&");
  return address.href;
}

/** Numbers, and pairs of them as Redis Streams counts. */
const COUNTED = /^(\d+)(?:-(\d+))?$/;

/**
 * Below zero where `one` is earlier than `other`, 0 where they are the same, above where it is later; `undefined` where
 * that cannot be known, as of UUIDs.
 */
export function comparePositions(one: string, other: string): number | undefined {
  if (one === other) return 0;
  const [, first, second = "0"] = COUNTED.exec(one) ?? [];
  const [, otherFirst, otherSecond = "0"] = COUNTED.exec(other) ?? [];
  if (!first || !otherFirst) return undefined;
  return compareNumbers(first, otherFirst) || compareNumbers(second, otherSecond);
}

/** Of digits, however many: one may be larger than any number of JavaScript. */
function compareNumbers(one: string, other: string): number {
  const [digits = "", otherDigits = ""] = [one, other].map((number) => number.replace(/^0+/, ""));
  return digits.length - otherDigits.length || (digits < otherDigits ? -1 : Number(digits > otherDigits));
}

/** Whether `next` is the whole number after `position`: then nothing can have been lost between them. */
export function follows(position: string, next: string): boolean {
  return /^\d{1,15}$/.test(position) && Number(next) === Number(position) + 1;
}

const isPosition = (name: string): boolean => name.toLowerCase() === "last-event-id";

/** These headers without a `Last-Event-ID`, in whatever case. */
export function withoutPosition(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !isPosition(name)));
}

/** The options with a `Last-Event-ID` of their headers, in any case, as the position to start from. */
export function liftPosition(options: ConnectOptions): ConnectOptions {
  const { headers = {}, ...rest } = options;
  if (typeof headers === "function") return options;
  const name = Object.keys(headers).find(isPosition);
  if (name === undefined) return options;
  const others = withoutPosition(headers);
  return {
    lastEventId: headers[name] ?? "",
    ...rest,
    ...(Object.keys(others).length && { headers: others }),
  };
}
