/** Learns how often a server sends heartbeats (comments), so that their absence can be noticed. */

/** Milliseconds; comments closer together than this are one: a server may open with a block of padding. */
const BURST = 1000;

/** So many pauses between comments must have been heard, … */
const PAUSES = 3;

/** … the longest of them not longer than so many times the shortest. */
const REGULAR = 3;

/** The shortest silence, in ms, that is ever held against a server that was not told about it. */
const LEAST = 45_000;

export interface Heartbeat {
  /** A stream has opened: what was before it is no pause. */
  begin(): void;
  /** A comment came, at this time (ms). */
  beat(time: number): void;
  /** Milliseconds of silence after which the stream can be taken for dead; 0 while nothing is known. */
  readonly limit: number;
  /** What was learned was wrong: learns anew. */
  forget(): void;
}

/**
 * Three times the longest pause between comments, at least 45 s, once four comments came at a regular pace. It goes on
 * learning: a longer pause that the stream survived counts from then on.
 */
export function createHeartbeat(): Heartbeat {
  let last = 0;
  let pauses = 0;
  let shortest = Infinity;
  let longest = 0;
  return {
    begin() {
      last = 0;
    },
    beat(time) {
      const pause = time - last;
      if (last && pause < BURST) return;
      if (last) {
        pauses++;
        shortest = Math.min(shortest, pause);
        longest = Math.max(longest, pause);
      }
      last = time;
    },
    get limit() {
      return pauses >= PAUSES && longest <= shortest * REGULAR ? Math.max(LEAST, longest * 3) : 0;
    },
    forget() {
      last = pauses = longest = 0;
      shortest = Infinity;
    },
  };
}
