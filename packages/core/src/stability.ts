/** When a stream is stable, so that the failures before it are forgotten. */

/** Milliseconds that a stream from which something was heard must have been open. */
export const STABLE_HEARD = 5000;

/** Milliseconds that a stream must have been open from which nothing was heard. */
export const STABLE_SILENT = 60_000;

/**
 * A stream is stable once it has been open for 5 seconds and an event or a comment was heard from it, or, while the
 * server is silent, once it has been open for a minute.
 */
export function isStable(openFor: number, heard: boolean): boolean {
  return openFor >= (heard ? STABLE_HEARD : STABLE_SILENT);
}
