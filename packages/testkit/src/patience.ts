/** Patience: when waiting gives up. Stillness uses it up, not the clock: a busy machine is slow, not wrong. */

/** How long nothing may move while something is waited for, in ms. Only a failure uses it up. */
export const PATIENCE = 15_000;

/** The longest that one wait may take, in ms, however much moves: shorter than the time limit of a test. */
export const BOUND = 120_000;

/** What one look costs at most, in ms: looks that take longer come from a busy machine or a busy page. */
const STEP = 25;

let movements = 0;

/** Says that something happened: a request came, a connection closed, a page logged something. */
export function moved(): void {
  movements++;
}

/** What waiting asks before every further look. */
export interface Patience {
  /** Whether to go on. `sign` is what the last look saw: another than before is movement too. */
  lasts(sign?: string): boolean;
}

/** Patience that lasts `still` ms of stillness, and `BOUND` at the most. */
export function startPatience(still = PATIENCE): Patience {
  // Not the clock of the wall, which a test may turn.
  const begun = performance.now();
  let looked = begun;
  let spent = 0;
  let seen = movements;
  let last: string | undefined;
  return {
    lasts(sign) {
      const now = performance.now();
      spent = seen === movements && last === sign ? spent + Math.min(now - looked, STEP) : 0;
      looked = now;
      seen = movements;
      last = sign;
      return spent < still && now - begun < BOUND;
    },
  };
}
