/** What the console is told of a stream that fails and is tried again: only what will hardly pass by itself. */
import type { SseError } from "@sse/core";

/** So many failures in a row are no hiccup. */
const SEVERAL = 3;

/** The line to report, if this failure deserves one. `failures` in a row, this one among them. */
export function failureReport(error: SseError, failures: number): string | undefined {
  if (error.code === "request" || error.code === "redirect" || ("crowded" in error && error.crowded))
    return error.message;
  if (failures !== SEVERAL) return undefined;
  // What a script of the page has thrown; what the browser throws says nothing.
  const { cause } = error;
  const isOwn = error.code === "network" && cause?.constructor === Error;
  return `${error.message} (failed ${failures} times in a row${isOwn ? `: ${(cause as Error).message}` : ""})`;
}
