/** How fast something may be done: so much at once, and so much more each second. */

export interface Allowance {
  /** Takes one, if there is one left. */
  take(): boolean;
}

export function createAllowance(burst: number, perSecond: number): Allowance {
  let left = burst;
  let counted = Date.now();
  return {
    take() {
      const now = Date.now();
      left = Math.min(burst, left + ((now - counted) / 1000) * perSecond);
      counted = now;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}
