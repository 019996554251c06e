/** Waiting for a condition instead of for a time. */
import { PATIENCE, startPatience } from "./patience.ts";

/** Pause between two looks, in ms. */
export const PAUSE = 15;

/**
 * Calls `check` until it stops throwing, and gives what it returned. Gives up when nothing has moved for `still` ms:
 * the check failed with the same message, no request came to a server of the test, no page logged anything. It throws
 * then what `check` threw last. With `expect` inside, it reads as: eventually, this holds.
 */
export async function eventually<T>(check: () => T | Promise<T>, still = PATIENCE): Promise<T> {
  const patience = startPatience(still);
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (!patience.lasts(String(error))) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}
