/** Streams whose response does not begin: what may hold it back. */
import type { Connection } from "@sse/core";
import type { Say } from "./say.ts";
import type { Timers } from "./timers.ts";

/** How long a response may take to begin, in ms. */
const patience = 10_000;

/** Gives what is told of each stream that is opened. */
export function createSlow(timers: Timers, say: Say): (element: Element, connection: Connection) => void {
  const seen = new WeakSet<Connection>();
  let told = false;

  function judge(element: Element, { url, state, failures, lastHeard }: Connection): void {
    // What has failed before is told of by its failures.
    if (told || state !== "connecting" || failures || lastHeard) return;
    told = true;
    const advice = hasServiceWorker()
      ? "does the page's service worker wait for the whole body?"
      : "let the server send its headers at once";
    say(element, "no-response", `${url} has not responded for 10 s: ${advice}`);
  }

  return (element, connection) => {
    if (seen.has(connection)) return;
    seen.add(connection);
    timers.start(() => judge(element, connection), patience);
  };
}

/** Whether one answers the requests of the page. A sandboxed frame must not ask. */
const hasServiceWorker = (): boolean => self.origin !== "null" && !!navigator.serviceWorker?.controller;
