/** What the page around it means for one stream: that it may not be open, should be, or is to be looked after. */
import { createHiddenPause } from "./hidden-pause.ts";
import { isHidden, isIos, type PageSignal, watchPage } from "./page.ts";
import type { FeedStatus } from "./transports/feed.ts";
import type { ConnectOptions } from "./types.ts";
import { CATCH_UP } from "./watchdog.ts";

/** Milliseconds after `beforeunload` in which a stream that breaks was cancelled by the page that is being left. */
const LEAVING = 10_000;

/** Milliseconds after which a page that is still there has not been left: its streams are opened again. */
export const STAYED = 1000;

/** What is done to the stream. */
export interface Watched {
  /** Closes it until the page is back. */
  suspend(): void;
  /** Opens it when it may be, which is now, unless the server asked to wait. */
  resume(reason: "first" | "wake"): void;
  open(reason: "wake"): void;
  /** Opens it anew, if it is not heard for `after` ms and was not since `since` (ms since the epoch). */
  check(since: number, after: number): void;
  /** Judges its silence at once. */
  look(): void;
  /** Until when (ms since the epoch) the server asked to wait; nothing that the page does cuts that short. */
  retryAt(): number;
}

export interface PageWatch {
  /** Begins, and opens the stream if the page is in view, or need not be. */
  start(): void;
  stop(): void;
  /** Whether a stream that breaks now was cancelled by the page that is being left. */
  isLeaving(): boolean;
}

export function createPageWatch(pauses: ConnectOptions["pause"], status: FeedStatus, stream: Watched): PageWatch {
  const pause = createHiddenPause(pauses, stream.suspend);
  /** The time of the last `offline` and `beforeunload` of the page. */
  let offlineAt = 0;
  let leftAt = -LEAVING;
  let gone = false;
  let unwatch: (() => void) | undefined;

  const onSignal = (signal?: PageSignal) => {
    gone = signal === "pagehide" || (gone && signal !== "pageshow");
    if (signal) pause.update(signal);
    if (gone || pause.isOn) stream.suspend();
    else if (status.state === "idle") stream.resume(signal ? "wake" : "first");
    else if (signal === "offline") offlineAt = Date.now();
    else if (signal === "beforeunload") {
      leftAt = Date.now();
      // The native one may die here without a word.
      if (status.transport === "eventsource") stream.check(leftAt, STAYED);
    } else if (signal) wakeUp(signal);
  };
  const wakeUp = (signal: PageSignal) => {
    const now = Date.now();
    const seen = signal === "visibilitychange" && !isHidden();
    if (status.state === "waiting") {
      if ((seen || /online|wake|pageshow|resume/.test(signal)) && now >= stream.retryAt()) stream.open("wake");
    } else if (signal === "wake" || (seen && isIos())) stream.check(now, CATCH_UP);
    else if (signal === "online") {
      stream.check(offlineAt || now, CATCH_UP);
      offlineAt = 0;
    } else if (seen || signal === "resume") stream.look();
  };

  return {
    start() {
      unwatch = watchPage(onSignal);
      onSignal();
    },
    stop() {
      pause.stop();
      unwatch?.();
    },
    isLeaving: () => Date.now() - leftAt < LEAVING,
  };
}
