/** Durations such as `500ms`, `1s`, `1.5s`, `2m`, and bare numbers of milliseconds. */
import { parser } from "./diagnostic.ts";
import { nodeOf } from "./word.ts";

/** Whole milliseconds, or `undefined`: for what a timer cannot wait, too, which is a 32-bit integer, nearly 25 days. */
export function readDuration(text: string): number | undefined {
  const [, number, unit] = /^(\d+|\d*\.\d+)(ms|s|m)?$/.exec(text) ?? [];
  const value = Math.round(Number(number) * (unit === "m" ? 60_000 : unit === "s" ? 1000 : 1));
  return value === (value | 0) ? value : undefined;
}

/**
 * Reads a duration, as in `delay:500ms`, into whole milliseconds. Anything else (`fast`, `-1s`, `1 s`, more than 24
 * days) gives `undefined` and a diagnostic, never `NaN`. White space around it is not part of a duration.
 */
export const parseDuration = /* @__PURE__ */ parser((text, report) => {
  const value = readDuration(text);
  if (value === undefined) report("bad-value", nodeOf(text, 0), "500ms or 2m");
  return value;
});
