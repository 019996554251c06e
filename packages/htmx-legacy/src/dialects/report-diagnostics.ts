/** What every dialect does with a parsed attribute: report its mistakes, use the rest. */
import { reportFirst } from "@sse/dom";
import type { Parsed } from "@sse/parser";
import type { Problem } from "../description.ts";

/** Returns the value; reports its errors and warnings, but no hints. */
export function reportDiagnostics<T>({ value, diagnostics }: Parsed<T>, problem: Problem): T {
  reportFirst(
    diagnostics.filter(({ severity }) => severity !== "hint"),
    problem,
  );
  return value;
}
