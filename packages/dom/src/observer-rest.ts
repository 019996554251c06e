/**
 * The observers' rest. Even an observer that gets no records makes removals in its subtree dearer, and every swap makes
 * records of its own. In a burst of swaps one look at the document afterwards is cheaper than all of that, so from some
 * swaps in one batch on the observers are taken off the document for about a frame.
 */

/**
 * From this many swaps in a batch on, one look at the document is cheaper than mutation records for every swap. Some more
 * than would pay: what a script changes while the observers rest is found at the end of the rest alone.
 */
const burst = 64;

/** The observers rest for a frame (in ms), or for this many times what the look takes that ends the rest. */
const frame = 16;
const share = 20;

/** Where scripts change what listens, every message may be for something else: for so long (in ms) after it, nobody rests. */
const watchful = 1000;

/** Counts swaps, and knows when the observers rest. */
export interface ObserverRest {
  readonly resting: boolean;
  /** Runs a batch of deliveries, whose swaps are counted together. */
  batch(deliver: () => void): void;
  /** Counts a swap; the observers may rest from now on. */
  swap(): void;
  /** A script of the page has changed what listens: the observers stay awake for a while. */
  forbid(): void;
  /** Ends a rest without a look. */
  stop(): void;
}

/** `begin` takes the observers off the document; `end` puts them back and finds out what they missed. */
export function createObserverRest(begin: () => void, end: () => void): ObserverRest {
  /** Swaps of the batch that is delivered now; negative outside of one. */
  let swaps = -1;
  /** What the last look took, in ms. */
  let cost = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let awakeUntil = 0;

  function wake(): void {
    const begun = performance.now();
    timer = undefined;
    end();
    cost = performance.now() - begun;
  }

  return {
    get resting() {
      return timer !== undefined;
    },
    batch(deliver) {
      swaps = 0;
      try {
        deliver();
      } finally {
        swaps = -1;
      }
    },
    swap() {
      if (swaps < 0 || ++swaps < burst || timer !== undefined) return;
      if (performance.now() < awakeUntil) return;
      begin();
      timer = setTimeout(wake, Math.max(frame, cost * share));
    },
    forbid() {
      awakeUntil = performance.now() + watchful;
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
