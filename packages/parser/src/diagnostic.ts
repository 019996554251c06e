/** The stable codes of what can be wrong with an attribute, and the record that one parse keeps of them. */
import type { Diagnostic, Severity } from "./types.ts";

/** Every code but those named here is an error: the part of the text that it points at is ignored. */
const severities = {
  contradiction: "warning",
  detached: "warning",
  misplaced: "warning",
  "stray-comma": "warning",
  "unexpected-space": "warning",
  "unexpected-value": "warning",
  "unknown-style": "warning",
  empty: "hint",
  "near-miss": "hint",
  repeated: "hint",
} as const satisfies Record<string, Severity>;

/** The `code` of a diagnostic of the parse functions. The table in the README has an example and a cure for each. */
export type DiagnosticCode =
  | keyof typeof severities
  | "bad-value"
  | "duplicate"
  | "missing-event"
  | "missing-value"
  | "style-first"
  | "unclosed"
  | "unknown-word";

/** Notes what is wrong with `text.slice(start, end)`. Gives `undefined`, which is what a reader makes of such a part. */
export type Report = (
  code: DiagnosticCode,
  advice: string,
  start: number,
  end: number,
  suggestion?: string | undefined,
) => undefined;

/** Longest piece of the text that a message repeats. */
const quoted = 40;

/** An empty record for one text. */
export function createRecord(text: string): { readonly diagnostics: Diagnostic[]; readonly report: Report } {
  const diagnostics: Diagnostic[] = [];
  return {
    diagnostics,
    report(code, advice, start, end, suggestion) {
      const severity = code in severities ? severities[code as keyof typeof severities] : "error";
      const message = `"${text.slice(start, Math.min(end, start + quoted))}": ${advice}`;
      diagnostics.push(
        suggestion === undefined
          ? { code, severity, message, start, end }
          : { code, severity, message: `${message}; did you mean "${suggestion}"?`, start, end, suggestion },
      );
    },
  };
}
