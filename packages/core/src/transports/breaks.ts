/** Breaks in long work: how long to work without one, and how to let others go first, by what the engine offers. */

/** A way of taking breaks. */
export interface Breaks {
  /** The longest stretch of work without a break, in ms. */
  readonly stretch: number;
  /** Lets input, rendering and other tasks go first. */
  take(): Promise<unknown>;
}

/** With `scheduler.yield`, in ms: half a frame, for whoever presses a key. */
const SHORT = 8;

/**
 * Without it, in ms: a frame's length. WebKit draws at every break, and drawing costs as much as half a frame of work; a
 * key still waits for no more than a stretch and a drawing.
 */
const LONG = 16;

/** Every so many breaks, frames and timers get their turn, too: after each frame the browser draws the whole page anew. */
const FAIR = 8;

/** What Chromium and Firefox have. */
interface Scheduling {
  readonly scheduler?: { yield?(): Promise<unknown> };
}

/** Goes to the end of the queue. Not by a timer: those are throttled in hidden tabs and clamped everywhere. */
export function queueUp(): Promise<unknown> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener("message", () => resolve(port1.close()));
    port1.start();
    port2.postMessage(0);
  });
}

/** Breaks for one piece of work, as this engine has them. */
export function createBreaks(): Breaks {
  // Where the browser has none, an element or a frame of that name is none either.
  const { scheduler } = (Object.hasOwn(globalThis, "scheduler") ? globalThis : {}) as Scheduling;
  if (typeof scheduler?.yield !== "function") return { stretch: LONG, take: queueUp };
  let taken = 0;
  return {
    stretch: SHORT,
    // `scheduler.yield` comes back before timers do, which would starve in a flood.
    take: () => (++taken % FAIR && scheduler.yield ? scheduler.yield() : queueUp()),
  };
}
