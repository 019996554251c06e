/** Keeps a stream open: the state machine, its retries, its watchdog, and what the page has to say. */
import { SseNetworkError, SseTimeoutError, type SseError, type SseHttpError } from "./errors.ts";
import { isHidden, watchPage } from "./page.ts";
import { canRetry, RETRY_MAX, RETRY_MIN, retryDelay } from "./retry-policy.ts";
import type { Feed, FeedPlan, FeedSink, StateDetail, Stream, StreamSink, Transport } from "./transports/transport.ts";
import type { CloseReason, ConnectionState } from "./types.ts";

/** Open for this long (ms) is as good as having delivered: the delay starts over. */
const STABLE = 5000;

/** A transport and the name it goes by. */
export type Carrier = readonly [name: string, transport: Transport];

/**
 * A feed that opens a stream, and opens it again until it is ended for good.
 *
 * @param second takes over from `first` when the last event ID must travel or the stream is opened again, and gives way
 *   to it when it does not get through
 */
export function supervise(plan: FeedPlan, sink: FeedSink, first: Carrier, second = first): Feed {
  const { url, options } = plan;
  const { retry = {}, attempts = Infinity, idle, connectTimeout } = options;
  let { lastEventId } = plan;
  let state: ConnectionState = "idle";
  let carrier = first;
  let stream: Stream | undefined;
  /** What an older stream still tells is not heard. */
  let turn = 0;
  let opened = false;
  let openedAt = 0;
  let heardAt = 0;
  let failures = 0;
  let retryMin = retry.min ?? RETRY_MIN;
  /** The server named a time; the page does not cut it short. */
  let told = false;
  let gone = false;
  let unwatch: (() => void) | undefined;
  /** Of the attempt, the silence, or the wait: by state. */
  let timer: ReturnType<typeof setTimeout> | undefined;

  const now = () => performance.now();
  const step = (next: ConnectionState, detail?: StateDetail) => {
    state = next;
    sink.state(next, detail);
  };
  const drop = () => {
    turn++;
    clearTimeout(timer);
    stream?.close();
    stream = undefined;
  };
  const close = () => {
    drop();
    unwatch?.();
    state = "closed";
  };
  const end = (reason: CloseReason, error?: SseError) => {
    close();
    step("closed", error ? { reason, error } : { reason });
  };

  const countFailures = () => {
    if (state === "open" && now() - openedAt > STABLE) failures = 0;
    return failures;
  };
  /** Counts a failure. One too many, or one that will not pass, is the end. */
  const survives = (error: SseError) => {
    failures = countFailures() + 1;
    if (canRetry(error) && failures < attempts) return true;
    end(canRetry(error) ? "attempts" : "error", error);
    return false;
  };
  const fail = (error: SseError) => {
    if (!survives(error)) return;
    drop();
    const { retryAfter } = error as Partial<SseHttpError>;
    const retryIn = retryDelay(failures, retryMin, retry.max ?? RETRY_MAX, retryAfter);
    told = !!retryAfter;
    timer = setTimeout(open, retryIn);
    step("waiting", { error, retryIn });
  };

  /** Looks back when it rings and is set anew then: cheaper than with every chunk. */
  const watch = (limit: number | undefined, option: "connectTimeout" | "idle", wait = limit) => {
    clearTimeout(timer);
    if (!limit) return;
    timer = setTimeout(() => {
      const left = heardAt + limit - now();
      if (left > 0) watch(limit, option, Math.min(left, limit));
      else fail(new SseTimeoutError(url, option, limit));
    }, wait);
  };
  const connecting = (detail?: StateDetail) => {
    heardAt = now();
    watch(connectTimeout, "connectTimeout");
    step("connecting", detail);
  };

  const open = () => {
    const again = turn > 0 || lastEventId;
    if (carrier === first) carrier = again ? second : first;
    else if (!opened) carrier = first;
    opened = false;
    drop();
    const mine = turn;
    const live = () => mine === turn;
    const streamSink: StreamSink = {
      opened() {
        if (!live()) return;
        opened = true;
        openedAt = heardAt = now();
        watch(idle, "idle");
        step("open");
      },
      message(message) {
        if (!live()) return;
        lastEventId = message.lastEventId;
        failures = 0;
        return sink.message(message);
      },
      alive(busy) {
        if (idle && live()) heardAt = busy ? Infinity : now();
      },
      id(id) {
        if (live()) sink.id((lastEventId = id));
      },
      retry(ms) {
        // The page's own minimum is not to be undercut.
        if (live()) retryMin = Math.max(retry.min ?? 0, ms);
      },
      lost(error) {
        if (live() && survives(error)) connecting({ error });
      },
      closed(error) {
        if (!live()) return;
        if (error) fail(error);
        else end("ended");
      },
      batch: sink.batch,
    };
    connecting();
    // Who hears of the attempt may have ended it.
    if (!live()) return;
    try {
      stream = carrier[1]({ url, options, lastEventId, names: sink.names }, streamSink);
    } catch (error) {
      fail(new SseNetworkError(url, error));
    }
  };

  const heed = (signal?: string) => {
    if (signal === "pagehide") gone = true;
    if (signal === "pageshow") gone = false;
    if (gone || (options.pause === "hidden" && isHidden())) {
      if (state === "idle") return;
      drop();
      step("idle");
    } else if (state === "idle" || (state === "waiting" && !told && !isHidden())) open();
  };

  return {
    start() {
      unwatch = watchPage(heed);
      heed();
    },
    listen: (type) => stream?.listen?.(type),
    reconnect() {
      if (state !== "idle" && state !== "closed") open();
    },
    close,
    get transport() {
      return carrier[0];
    },
    get failures() {
      return countFailures();
    },
  };
}
