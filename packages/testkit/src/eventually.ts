/** Waiting for a condition instead of for a time. */

/** How long a condition may take, in ms: generous, because it is only ever used up by a failure. */
export const PATIENCE = 15_000;

/**
 * Calls `check` until it stops throwing, and gives what it returned. After `timeout` ms, throws what it threw last.
 * With `expect` inside, it reads as: eventually, this holds.
 */
export async function eventually<T>(check: () => T | Promise<T>, timeout = PATIENCE): Promise<T> {
  const deadline = Date.now() + timeout;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}
