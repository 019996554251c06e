/** Keeps a stream open: the state machine, its retries, its watchdog, and what the page has to say. */
import { SseError, SseNetworkError, SseTimeoutError, type SseHttpError } from "./errors.ts";
import { isHidden, watchPage } from "./page.ts";
import { canRetry, RETRY_MAX, RETRY_MIN, retryDelay, serverMinimum } from "./retry-policy.ts";
import { isStable } from "./stability.ts";
import type { TransportChoice } from "./transport-choice.ts";
import type { Feed, FeedPlan, FeedSink, StateDetail } from "./transports/feed.ts";
import type { StreamSink } from "./transports/transport.ts";

/** A feed that opens a stream, and opens it again until it is ended for good. */
export function supervise(plan: FeedPlan, sink: FeedSink, choice: TransportChoice): Feed {
  const { url, options } = plan;
  const { status } = sink;
  const { retry: bounds = {}, attempts = Infinity } = options;
  let retryMin = bounds.min ?? RETRY_MIN;
  let stream: AbortController | undefined;
  /** 0 until the present attempt has succeeded. */
  let openedAt = 0;
  /** Whether an event or a comment has come since. */
  let heard = false;
  /** What the server asked to wait (ms): nothing that the page does cuts it short. */
  let retryAfter = 0;
  let gone = false;
  let unwatch: (() => void) | undefined;
  /** Of the attempt, the silence, or the wait: by state. */
  let timer: ReturnType<typeof setTimeout> | undefined;

  const drop = () => {
    clearTimeout(timer);
    stream?.abort();
  };
  const forgive = () => {
    if (openedAt && isStable(performance.now() - openedAt, heard)) status.failures = 0;
  };
  /** Counts a failure and goes `on`. One too many, or one that will not pass, is the end. */
  const fail = (cause: unknown, on: (detail: StateDetail) => void = wait) => {
    const error = cause instanceof SseError ? cause : new SseNetworkError(url, cause);
    // Silence that `idle` had to end is no sign of health, however long it was.
    if (heard || error.code !== "timeout") forgive();
    status.failures++;
    if (!canRetry(error)) sink.state("closed", { error, reason: "error" });
    else if (status.failures < attempts) on({ error });
    else sink.state("closed", { error, reason: "attempts" });
  };
  const wait = (detail: StateDetail) => {
    drop();
    retryAfter = (detail.error as Partial<SseHttpError>).retryAfter ?? 0;
    // A server that asks for more than the default maximum has its clients spread, too.
    const max = bounds.max ?? Math.max(RETRY_MAX, retryMin * 2);
    const retryIn = retryDelay(status.failures, retryMin, max, retryAfter);
    timer = setTimeout(open, retryIn);
    sink.state("waiting", { ...detail, retryIn });
  };
  const watch = (option?: "connectTimeout" | "idle") => {
    clearTimeout(timer);
    const limit = option && options[option];
    if (limit) timer = setTimeout(() => fail(new SseTimeoutError(url, option, limit)), limit);
  };
  const connecting = (detail?: StateDetail) => {
    openedAt = 0;
    heard = false;
    // Firefox tells of an answer only when its body begins: silence before that is silence, too.
    watch(options.connectTimeout ? "connectTimeout" : "idle");
    sink.state("connecting", detail);
  };

  const streamSink: StreamSink = {
    ...sink,
    opened() {
      openedAt = performance.now();
      watch("idle");
      sink.state("open");
    },
    message(message) {
      status.lastEventId = message.lastEventId;
      return sink.message(message);
    },
    arrived() {
      heard = true;
      watch();
    },
    drained(lastEventId) {
      status.lastEventId = lastEventId;
      if (status.failures) forgive();
      watch("idle");
    },
    retry(ms) {
      retryMin = serverMinimum(ms, bounds);
    },
    lost: (cause) => fail(cause, connecting),
  };

  const open = () => {
    drop();
    const transport = choice.next(openedAt > 0, status.lastEventId);
    status.transport = transport.name;
    const { signal } = (stream = new AbortController());
    connecting();
    // Who hears of the attempt may end it, or begin another.
    if (!signal.aborted) {
      transport.open(plan, streamSink, signal).catch((cause: unknown) => signal.aborted || fail(cause));
    }
  };

  const onPageSignal = (signal?: string) => {
    gone = signal === "pagehide" || (gone && signal !== "pageshow");
    const { state } = status;
    if (gone || (options.pause === "hidden" && isHidden())) {
      drop();
      if (state !== "idle") sink.state("idle");
    } else if (state === "idle" || (state === "waiting" && !retryAfter && !isHidden())) open();
  };

  return {
    start() {
      unwatch = watchPage(onPageSignal);
      onPageSignal();
    },
    reconnect() {
      if (!/idle|closed/.test(status.state)) open();
    },
    close() {
      drop();
      unwatch?.();
    },
  };
}
