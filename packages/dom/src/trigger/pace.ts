/** `delay:` and `throttle:`. As in htmx they belong to the element: a trigger without delay cuts a waiting one short. */

/** The timers of one element's triggers. */
export interface Pace {
  /** Runs `run` now, later, or not at all; gives whether it is to run later. Times are in milliseconds. */
  take(run: () => void, delay?: number, throttle?: number): boolean;
  stop(): void;
}

export function createPace(): Pace {
  let delayed: ReturnType<typeof setTimeout> | undefined;
  let throttled: ReturnType<typeof setTimeout> | undefined;

  return {
    take(run, delay, throttle) {
      clearTimeout(delayed);
      if (throttled) return false;
      if (delay && !throttle) {
        delayed = setTimeout(run, delay);
        return true;
      }
      if (throttle) throttled = setTimeout(() => (throttled = undefined), throttle);
      run();
      return false;
    },
    stop() {
      clearTimeout(delayed);
      clearTimeout(throttled);
      throttled = undefined;
    },
  };
}
