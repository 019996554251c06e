/** What is left of an attribute when its mistakes are told. */
import type { Parsed } from "@sse/parser";
import type { Problem } from "../description.ts";

/** Gives the value; reports what is wrong with the rest, but not what is only questionable. */
export function heed<T>({ value, diagnostics }: Parsed<T>, problem: Problem): T {
  for (const { code, message, severity } of diagnostics) if (severity !== "hint") problem(code, message);
  return value;
}
