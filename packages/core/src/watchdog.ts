/** Notices that a stream is dead: an attempt without a response, or a silence that is too long. */
import { createHeartbeat } from "./heartbeat.ts";
import { isFirefox } from "./page.ts";
import { LONGEST } from "./retry-policy.ts";
import type { FeedStatus } from "./transports/feed.ts";
import type { ConnectOptions } from "./types.ts";

/** Milliseconds to the response where nobody says otherwise. */
const CONNECT_TIMEOUT = 30_000;

/** The same in Firefox: there, a server that accepted and has nothing to say yet looks like one that does not respond. */
const CONNECT_TIMEOUT_FIREFOX = 120_000;

/** A timer that comes so much too late (ms) tells of a task or a process that was blocked. */
const LATE = 50;

/** Milliseconds in which what arrived while nothing could be read is read. */
export const CATCH_UP = 100;

/** Which limit ran out. */
export type Limit = "connectTimeout" | "idle";

export interface Watchdog {
  /** An attempt begins, within `wait` ms. */
  attempt(wait?: number): void;
  /** The server accepted. */
  opened(): void;
  /** Bytes came; until `drained`, silence is that of the page's own listeners. */
  arrived(): void;
  drained(): void;
  /** A comment was read. */
  beat(): void;
  /** Judges at once: a timer may be late. */
  look(): void;
  stop(): void;
}

/**
 * A watch over one stream at a time, which keeps `status.lastHeard`.
 *
 * @param dead told of the limit that ran out, and its ms; the watch has ended then
 */
export function createWatchdog(
  { idle, connectTimeout }: ConnectOptions,
  status: Pick<FeedStatus, "lastHeard">,
  dead: (limit: Limit, ms: number) => void,
): Watchdog {
  const heartbeat = createHeartbeat();
  const usual = isFirefox() ? CONNECT_TIMEOUT_FIREFOX : CONNECT_TIMEOUT;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let attempting = false;
  /** How much later than now the attempt may begin, in ms. */
  let late = 0;
  /** When the present silence began; 0 while nobody is to blame for it. */
  let since = 0;

  const most = (): number => {
    if (attempting) return (connectTimeout || Number(idle) || usual) + late;
    return (idle === undefined ? heartbeat.limit : Number(idle)) || Infinity;
  };
  const watch = (from = Date.now()) => {
    since = from;
    // One timer serves many arrivals: when it rings, it sees how long the silence really was.
    if (timer === undefined && most() < Infinity) ring(most());
  };
  const ring = (ms: number) => {
    const due = Date.now() + ms;
    timer = setTimeout(() => judge(Date.now() - due > LATE), Math.min(ms, LONGEST));
  };
  const stop = () => {
    clearTimeout(timer);
    timer = undefined;
    since = 0;
  };
  /** `blocked`: what has arrived is to be read first. */
  const judge = (blocked: boolean) => {
    clearTimeout(timer);
    timer = undefined;
    const ms = most();
    if (!since || ms === Infinity) return;
    // The clock may have been set back.
    since = Math.min(since, Date.now());
    const left = since + ms - Date.now();
    if (left > 0) return ring(left);
    if (blocked) return ring(CATCH_UP);
    stop();
    // A guess that proved wrong must not be made again: a silent server would be left again and again.
    if (!attempting) heartbeat.forget();
    dead(attempting && (connectTimeout || !Number(idle)) ? "connectTimeout" : "idle", ms);
  };

  return {
    attempt(wait = 0) {
      stop();
      attempting = true;
      late = wait;
      watch();
    },
    opened() {
      stop();
      attempting = false;
      heartbeat.begin();
      watch();
    },
    arrived() {
      status.lastHeard = Date.now();
      since = 0;
    },
    drained: () => watch(),
    beat: () => heartbeat.beat(status.lastHeard),
    look() {
      if (timer !== undefined) judge(true);
    },
    stop,
  };
}
