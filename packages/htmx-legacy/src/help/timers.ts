/** Timers that end together. */

export interface Timers {
  /** Calls `then` after `ms`, unless they were stopped. */
  start(then: () => void, ms: number): void;
  stop(): void;
}

export function createTimers(): Timers {
  const running = new Set<ReturnType<typeof setTimeout>>();
  return {
    start(then, ms) {
      const timer = setTimeout(() => {
        running.delete(timer);
        then();
      }, ms);
      running.add(timer);
    },
    stop() {
      for (const timer of running) clearTimeout(timer);
      running.clear();
    },
  };
}
