/** Help for whoever writes a page: says why nothing happens. Every cause is told once; `quiet` in the configuration turns it off. */
import type { Connection, StreamWitness } from "@sse/core";
import type { SseConfig } from "../config.ts";
import type { Report } from "../report.ts";
import { createLook } from "./look.ts";
import type { Say, Wants } from "./say.ts";
import { createSlow } from "./slow.ts";
import { createTimers } from "./timers.ts";
import { createUnheard } from "./unheard.ts";
import { createWire } from "./wire.ts";

/** How long after its start a page is at rest, in ms. */
const rest = 500;

export interface Help {
  /** What the registry tells. */
  readonly witness: StreamWitness;
  /** An element was bound whose triggers wait for events of a stream. */
  hearing(element: Element): void;
  /** The element has a lease on the connection, which may not be open yet. */
  opening(element: Element, connection: Connection): void;
  /** Looks at the page, once it is at rest. */
  start(): void;
  stop(): void;
}

/** Helps on `document`; `wants` tells what the page waits for. */
export function createHelp(
  document: Document,
  config: SseConfig,
  wants: (connection: Connection) => Wants,
  report: Report,
): Help {
  const timers = createTimers();
  const say: Say = (element, code, message) => config.quiet || report(element, code, message, "info");
  const look = createLook(document, say);
  return {
    witness: {
      unheard: createUnheard(document, wants, timers, say),
      text: createWire(wants, timers, say),
    },
    hearing: look.hearing,
    opening: createSlow(timers, say),
    start: () => timers.start(look.page, rest),
    stop: timers.stop,
  };
}
