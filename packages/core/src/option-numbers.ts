/** Numbers of options that would end in a stream which is asked for without a pause, or is never heard. */
import type { ConnectOptions } from "./types.ts";

/** Throws `TypeError` where one is no number from 0 on. `Infinity` is one: never. */
export function checkNumbers({ retry, idle, connectTimeout, maxEventSize, attempts }: ConnectOptions): void {
  const numbers = { "retry.min": retry?.min, "retry.max": retry?.max, idle, connectTimeout, maxEventSize, attempts };
  for (const [name, value] of Object.entries(numbers)) {
    if (value === undefined || value === "never" || (typeof value === "number" && value >= 0)) continue;
    throw new TypeError(`${name} takes a number from 0 on, not ${String(value)}`);
  }
}
