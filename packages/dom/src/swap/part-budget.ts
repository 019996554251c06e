/** How many places the parts of one event may go to: what one of them puts in, the next may match, twice as many each time. */
import type { DomContext } from "../context.ts";

const most = 5000;

/** Gives as many of the targets as are left. */
export type Budget = (targets: readonly Element[]) => readonly Element[];

/** A budget for the parts of one event. */
export function createBudget(context: DomContext): Budget {
  let left = most;
  return (targets) => {
    const taken = targets.slice(0, left);
    left -= taken.length;
    if (taken.length < targets.length)
      context.report(null, "oob-target", `the parts of one event go to more than ${most} elements`);
    return taken;
  };
}
