/** Finds out that the machine slept: its clock went on, and the timers of the page did not. */

/**
 * Milliseconds between two looks at the clock. Rare, so that an idle page costs no power; often enough that 90 seconds
 * between two of them are not a hidden tab's slow timers, which browsers run once a minute.
 */
const TICK = 30_000;

/** Milliseconds between two looks that only sleep, a freeze, or a very long task can explain. */
const JUMP = 90_000;

/** A clock that is looked at now and then. */
export interface SleepWatch {
  /** Looks at once: something happened that often follows sleep. */
  look(): void;
  stop(): void;
}

/** Calls `woke` after the machine, or the page, has slept for more than 90 seconds. */
export function watchSleep(woke: () => void): SleepWatch {
  let last = Date.now();
  const look = () => {
    const slept = Date.now() - last > JUMP;
    last = Date.now();
    if (slept) woke();
  };
  const timer: ReturnType<typeof setInterval> & { unref?(): void } = setInterval(look, TICK);
  // In Node: no reason to keep a process that has nothing else to do.
  timer.unref?.();
  return { look, stop: () => clearInterval(timer) };
}
