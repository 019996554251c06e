/** What was thrown, as text: anything may be thrown, and what says no more than that it is an object may refuse to say it. */

/** Never throws, whatever the object's own `toString` does: a report of a failure must not be the next one. */
export function textOfThrown(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    return "something without a text";
  }
}
