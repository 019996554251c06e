/** `event` in what htmx 2 evaluates in attributes: it is `window.event`, which is there only while the event is dispatched. */
import { messageOf } from "@sse/dom";
import type { Listen } from "./host.ts";

/** Puts back what `window.event` is by itself. */
let giveBack: (() => void) | undefined;

/** Runs `run` with `event` as `window.event`. */
export function withEvent<T>(event: Event, run: () => T): T {
  if (window.event !== event) lend(event);
  try {
    return run();
  } finally {
    giveBack?.();
  }
}

/** For a request of a message that is sent later, after `delay:` or from a queue, `event` is there until its headers are read. */
export function lendEvents(listen: Listen): void {
  listen(
    ["htmx:confirm"],
    (event) => {
      const { detail } = event as CustomEvent<Confirm | null>;
      if (!detail) return;
      const { triggeringEvent: cause, issueRequest } = detail;
      if (!cause || !messageOf(cause)) return;
      // Somebody may want to ask the person first.
      if (issueRequest) detail.issueRequest = (confirmed) => withEvent(cause, () => issueRequest(confirmed));
      lend(cause);
    },
    true,
  );
  listen(["htmx:configRequest"], () => giveBack?.(), true);
}

interface Confirm {
  readonly triggeringEvent?: Event;
  issueRequest?: (confirmed?: boolean) => unknown;
}

function lend(event: Event): void {
  giveBack?.();
  const own = Object.getOwnPropertyDescriptor(window, "event");
  if (!own?.configurable) return;
  const back = (): void => {
    if (giveBack !== back) return;
    giveBack = undefined;
    Object.defineProperty(window, "event", own);
  };
  giveBack = back;
  Object.defineProperty(window, "event", { value: event, configurable: true, writable: true });
  // A request that is dropped, or queued, reads no headers now.
  queueMicrotask(back);
}
