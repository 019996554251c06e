/** Who leads the tabs that share a stream: the one that holds the Web Lock of its name. */

import { breathe } from "./read-events.ts";

/** A tab's part in the queue for the lead. */
export interface Candidacy {
  /** Whether it stands: waits for the lead, or has it. */
  stands(): boolean;
  /** Queues; with `steal`, takes the lead from whoever has it. */
  stand(steal?: boolean): void;
  /** Leaves the queue, or gives up the lead, and the next one has it. */
  withdraw(): void;
}

/**
 * @param won this tab leads
 * @param lost another tab has stolen the lead
 */
export function createCandidacy(locks: LockManager, name: string, won: () => void, lost: () => void): Candidacy {
  let place: AbortController | undefined;

  const withdraw = (): void => {
    place?.abort();
    place = undefined;
  };
  const stand = (steal = false): void => {
    withdraw();
    const { signal } = (place = new AbortController());
    const hold = (): Promise<unknown> | undefined =>
      // Stealing takes no signal.
      signal.aborted
        ? undefined
        : new Promise((resolve) => {
            signal.addEventListener("abort", resolve);
            // The last leader's words may still be waiting to be heard: that the stream has ended, for one.
            void breathe(true).then(() => signal.aborted || won());
          });
    locks.request(name, steal ? { steal } : { signal }, hold).catch((error: Error) => {
      if (signal.aborted) return;
      // Not stolen but refused: in a sandboxed frame there is nobody to share with.
      if (error.name !== "AbortError") return won();
      lost();
    });
  };

  return {
    stands: () => !!place,
    stand,
    withdraw,
  };
}
