/** Keeps a stream open: the state machine, its retries, its watchdog, and what the page has to say. */
import { createDropWatch } from "./dropped-events.ts";
import { SseError, SseNetworkError, SseTimeoutError, type SseHttpError } from "./errors.ts";
import { isOffline, revivePage } from "./page.ts";
import { createPageWatch, STAYED } from "./page-watch.ts";
import { canRetry, RETRY_MAX, RETRY_MIN, retryDelay, serverMinimum } from "./retry-policy.ts";
import type { AttemptReason, Prepared } from "./request.ts";
import { isStable } from "./stability.ts";
import type { TransportChoice } from "./transport-choice.ts";
import type { Feed, FeedPlan, FeedSink, StateDetail } from "./transports/feed.ts";
import type { StreamSink } from "./transports/transport.ts";
import { createWatchdog } from "./watchdog.ts";

/** Milliseconds between attempts while the browser says that it is offline: it may be wrong, and never say otherwise. */
const OFFLINE_RETRY = 30_000;

/** A feed that opens a stream, and opens it again until it is ended for good. */
export function supervise(plan: FeedPlan, sink: FeedSink, choice: TransportChoice): Feed {
  const { options } = plan;
  const { status } = sink;
  const { retry: bounds = {} } = options;
  let retryMin = bounds.min ?? RETRY_MIN;
  let stream: AbortController | undefined;
  /** 0 until the present attempt has succeeded. */
  let openedAt = 0;
  /** Whether an event or a comment has come since. */
  let heard = false;
  /** Until when the server asked to wait; nothing that the page does cuts it short. 0: it did not ask. */
  let retryAt = 0;
  /** Why the next attempt is made, when it is made by itself. */
  let reason: AttemptReason = "retry";
  /** Why the present attempt was made, and whether another one may send something else. */
  let current: AttemptReason = "first";
  let isFresh = false;
  /** The request of the present attempt is about to be made: whoever wants another one has it. */
  let asking = false;
  /** Of the wait, and of the look whether an open stream is alive. */
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let checking: ReturnType<typeof setTimeout> | undefined;

  const watchdog = createWatchdog(options, status, (limit, ms) =>
    fail(new SseTimeoutError(status.url, limit, ms, plan.neighbours(), openedAt > 0)),
  );
  const drop = () => {
    clearTimeout(waiting);
    clearTimeout(checking);
    watchdog.stop();
    stream?.abort();
  };
  const forgive = () => {
    if (openedAt && isStable(performance.now() - openedAt, heard)) status.failures = 0;
  };
  /** Counts a failure and goes `on`. One too many, or one that will not pass, is the end. */
  const fail = (cause: unknown, on: (detail: StateDetail) => void = wait) => {
    const error = cause instanceof SseError ? cause : new SseNetworkError(status.url, cause);
    const { status: code } = error as Partial<SseHttpError>;
    reason = code ? `status ${code}` : "retry";
    // Once: an attempt that was made for a refusal, and is refused, ends the stream.
    const isRefusal = code === 401 || code === 403;
    if (isRefusal && isFresh && !/^status 40[13]$/.test(current)) return open(reason);
    if (error.code === "network" && page.isLeaving()) return on({});
    // Silence that `idle` had to end is no sign of health, however long it was.
    if (heard || error.code !== "timeout") forgive();
    if (!isOffline() || !/network|timeout/.test(error.code)) status.failures++;
    if (!canRetry(error, options.retryOn)) sink.state("closed", { error, reason: "error" });
    else if (status.failures < sink.attempts()) on({ error });
    else sink.state("closed", { error, reason: "attempts" });
  };
  const delay = ({ error }: StateDetail): number => {
    if (!error) return STAYED;
    if (isOffline()) return OFFLINE_RETRY;
    const { retryAfter = 0 } = error as Partial<SseHttpError>;
    if (retryAfter) {
      retryAt = Date.now() + retryAfter;
      sink.notice({ kind: "retry", field: "Retry-After", ms: retryAfter });
    }
    // A server that asks for more than the default maximum has its clients spread, too.
    const max = bounds.max ?? Math.max(RETRY_MAX, retryMin * 2);
    return retryDelay(status.failures, retryMin, max, retryAfter);
  };
  const wait = (detail: StateDetail) => {
    drop();
    retryAt = 0;
    const retryIn = delay(detail);
    waiting = setTimeout(isOffline() ? openAgain : retry, retryIn);
    sink.state("waiting", { ...detail, retryIn });
  };
  const retry = () => {
    if (isOffline()) waiting = setTimeout(openAgain, OFFLINE_RETRY);
    else openAgain();
  };
  let drops = createDropWatch(() => {});
  const connecting = (detail?: StateDetail, late?: number) => {
    drops = createDropWatch((type) => sink.notice({ kind: "dropped", type }));
    openedAt = 0;
    heard = false;
    watchdog.attempt(late);
    sink.state("connecting", detail);
  };

  const streamSink: StreamSink = {
    ...sink,
    opened() {
      openedAt = performance.now();
      retryAt = 0;
      watchdog.opened();
      sink.state("open");
    },
    message(message) {
      status.lastEventId = message.lastEventId;
      return sink.message(message);
    },
    arrived() {
      heard = true;
      watchdog.arrived();
    },
    comment(text) {
      watchdog.beat();
      if (sink.isObserved()) sink.notice({ kind: "comment", text });
    },
    text(piece, events) {
      drops(piece, sink.isObserved());
      sink.text?.(piece, events);
    },
    drained(lastEventId) {
      status.lastEventId = lastEventId;
      if (status.failures) forgive();
      watchdog.drained();
    },
    retry(ms) {
      sink.notice({ kind: "retry", field: "retry", ms });
      retryMin = serverMinimum(ms, bounds);
    },
    // How long the browser waits before its attempt is the server's to say, and cannot be read: it may be as long as allowed.
    lost: (cause) => fail(cause, (detail) => connecting(detail, serverMinimum(Infinity, bounds))),
  };

  const open = (attempt: AttemptReason) => {
    drop();
    current = attempt;
    const { signal } = (stream = new AbortController());
    asking = true;
    connecting({ attempt });
    const failed = (cause: unknown) => signal.aborted || fail(cause);
    const send = (request: Prepared | undefined) => {
      if (signal.aborted) return;
      if (!request) return sink.state("closed", { reason: "closed" });
      ({ isFresh } = request);
      if (!plan.url) status.url = request.url;
      const transport = choice.next(status.lastEventId);
      status.transport = transport.name;
      transport.open(request, streamSink, signal).catch(failed);
    };
    const ask = () => {
      // Who hears of the attempt may end it, or begin another.
      if (signal.aborted) return;
      const request = sink.request(attempt, signal);
      asking = false;
      if (request instanceof Promise) request.then(send).catch(failed);
      else send(request);
    };
    // Who asks for the stream in the same task shares it, and has a say in its request.
    if (attempt === "first" && !choice.isAtOnce) queueMicrotask(ask);
    else ask();
  };
  const openAgain = () => open(reason);
  /** Opens what was idle with the page, when the server lets it. */
  const resume = (attempt: AttemptReason) => {
    const retryIn = retryAt - Date.now();
    if (retryIn <= 0) return open(attempt);
    waiting = setTimeout(openAgain, retryIn);
    sink.state("waiting", { retryIn });
  };
  /** Opens anew a stream, or an attempt, that is not heard after `since`. What has arrived is read first. */
  const check = (since: number, after: number) => {
    clearTimeout(checking);
    checking = setTimeout(() => {
      if (/connecting|open/.test(status.state) && status.lastHeard <= since) open("wake");
    }, after);
  };

  const suspend = () => {
    drop();
    if (status.state !== "idle") sink.state("idle");
  };
  const page = createPageWatch(options.pause, status, {
    suspend,
    resume,
    open,
    check,
    look: watchdog.look,
    retryAt: () => retryAt,
  });

  return {
    start: page.start,
    reconnect(why = "reconnect") {
      const { state } = status;
      // Opens what was idle with the page.
      revivePage();
      if (!asking && !/idle|closed/.test(state)) open(why);
    },
    close() {
      drop();
      page.stop();
    },
  };
}
