/** What is wrong with one attribute, told in a handful of lines however much of it is wrong. */
import type { Diagnostic } from "@sse/parser";

/** So many diagnostics of one attribute are told one by one. */
const most = 5;

/** Hands the first diagnostics to `report`, and the number of the others in one line more. */
export function reportFirst(diagnostics: readonly Diagnostic[], report: (code: string, message: string) => void): void {
  for (const { code, message } of diagnostics.slice(0, most)) report(code, message);
  const rest = diagnostics.length - most;
  const next = diagnostics[most];
  if (next) report(next.code, `and ${rest} more`);
}
