/** Keeps a stream open: the state machine, its retries, its watchdog, and what the page has to say. */
import { SseNetworkError, SseTimeoutError, type SseError, type SseHttpError } from "./errors.ts";
import { isHidden, watchPage } from "./page.ts";
import { canRetry, RETRY_MAX, RETRY_MIN, retryDelay } from "./retry-policy.ts";
import type { Feed, FeedPlan, FeedSink, StateDetail, Stream, StreamSink, Transport } from "./transports/transport.ts";

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
export function supervise({ url, options }: FeedPlan, sink: FeedSink, first: Carrier, second = first): Feed {
  const { status } = sink;
  const { retry = {}, attempts = Infinity } = options;
  let carrier = status.lastEventId ? second : first;
  let stream: Stream | undefined;
  let opened = false;
  let openedAt = 0;
  let heardAt = 0;
  let retryMin = retry.min ?? RETRY_MIN;
  /** The server named a time; the page does not cut it short. */
  let told = false;
  let gone = false;
  let unwatch: (() => void) | undefined;
  /** Of the attempt, the silence, or the wait: by state. */
  let timer: ReturnType<typeof setTimeout> | undefined;

  const now = () => performance.now();
  const drop = () => {
    clearTimeout(timer);
    stream?.close();
    stream = undefined;
  };
  const close = () => {
    drop();
    unwatch?.();
  };
  const end = (detail: StateDetail) => {
    close();
    sink.state("closed", detail);
  };

  /** Counts a failure. One too many, or one that will not pass, is the end. */
  const survives = (error: SseError) => {
    const stable = status.state === "open" && now() - openedAt > STABLE;
    status.failures = stable ? 1 : status.failures + 1;
    const passes = canRetry(error);
    if (passes && status.failures < attempts) return true;
    end({ error, reason: passes ? "attempts" : "error" });
    return false;
  };
  const fail = (error: SseError) => {
    if (!survives(error)) return;
    drop();
    const { retryAfter } = error as Partial<SseHttpError>;
    const retryIn = retryDelay(status.failures, retryMin, retry.max ?? RETRY_MAX, retryAfter);
    told = !!retryAfter;
    timer = setTimeout(reopen, retryIn);
    sink.state("waiting", { error, retryIn });
  };

  /** Looks back when it rings and is set anew then: cheaper than with every chunk. */
  const watch = (option: "connectTimeout" | "idle", limit = options[option], wait = limit) => {
    clearTimeout(timer);
    if (!limit) return;
    timer = setTimeout(() => {
      const left = heardAt + limit - now();
      if (left > 0) watch(option, limit, Math.min(left, limit));
      else fail(new SseTimeoutError(url, option, limit));
    }, wait);
  };
  const connecting = (detail?: StateDetail) => {
    heardAt = now();
    watch("connectTimeout");
    sink.state("connecting", detail);
  };

  const streamSink: StreamSink = {
    opened() {
      opened = true;
      openedAt = heardAt = now();
      watch("idle");
      sink.state("open");
    },
    message(message) {
      status.lastEventId = message.lastEventId;
      status.failures = 0;
      return sink.message(message);
    },
    arrived() {
      heardAt = Infinity;
    },
    drained(lastEventId) {
      status.lastEventId = lastEventId;
      heardAt = now();
    },
    retry(ms) {
      // The page's own minimum is not to be undercut.
      retryMin = Math.max(retry.min ?? 0, ms);
    },
    lost(error) {
      if (survives(error)) connecting({ error });
    },
    closed(error) {
      if (error) fail(error);
      else end({ reason: "ended" });
    },
    batch: sink.batch,
  };

  const open = () => {
    let failure: unknown;
    const { lastEventId } = status;
    opened = false;
    status.transport = carrier[0];
    try {
      stream = carrier[1]({ url, options, lastEventId, names: sink.names }, streamSink);
    } catch (error) {
      failure = error;
    }
    connecting();
    if (failure && status.state === "connecting") fail(new SseNetworkError(url, failure));
  };
  const reopen = () => {
    drop();
    carrier = carrier === first || opened ? second : first;
    open();
  };

  const heed = (signal?: string) => {
    if (signal === "pagehide") gone = true;
    if (signal === "pageshow") gone = false;
    if (gone || (options.pause === "hidden" && isHidden())) {
      if (status.state === "idle") return;
      drop();
      sink.state("idle");
    } else if (status.state === "idle") (openedAt ? reopen : open)();
    else if (status.state === "waiting" && !told && !isHidden()) reopen();
  };

  return {
    start() {
      unwatch = watchPage(heed);
      heed();
    },
    listen: (type) => stream?.listen?.(type),
    reconnect() {
      if (status.state !== "idle" && status.state !== "closed") reopen();
    },
    close,
  };
}
