/** Leader election among the tabs that share a stream: the tab that holds the Web Lock of its name leads. */
import { queueUp } from "./breaks.ts";

/** One tab's part in the election. */
export interface LeaderElection {
  /** Whether this tab takes part: it waits for the lead, or leads. */
  isCandidate(): boolean;
  /** Queues for the lead; with `steal`, takes it from the tab that leads. */
  join(steal?: boolean): void;
  /** Leaves the queue, or gives up the lead to the next tab in the queue. */
  leave(): void;
}

/**
 * @param elected this tab leads from now on
 * @param deposed another tab has stolen the lead
 */
export function createElection(
  locks: LockManager,
  name: string,
  elected: () => void,
  deposed: () => void,
): LeaderElection {
  /** The lock this tab asked for or holds; aborting gives it up. */
  let candidate: AbortController | undefined;

  const leave = (): void => {
    candidate?.abort();
    candidate = undefined;
  };
  const join = (steal = false): void => {
    leave();
    const { signal } = (candidate = new AbortController());
    const hold = (): Promise<unknown> | undefined =>
      // Stealing takes no signal.
      signal.aborted
        ? undefined
        : new Promise((resolve) => {
            signal.addEventListener("abort", resolve);
            // Posts of the last leader may still be in this tab's task queue: that the stream has ended, for one.
            void queueUp().then(() => signal.aborted || elected());
          });
    locks.request(name, steal ? { steal } : { signal }, hold).catch((error: Error) => {
      if (signal.aborted) return;
      // Not stolen but refused: in a sandboxed frame there is nobody to share with.
      if (error.name !== "AbortError") return elected();
      deposed();
    });
  };

  return {
    isCandidate: () => !!candidate,
    join,
    leave,
  };
}
