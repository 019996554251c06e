/** The stable codes of what can be wrong with an attribute, and the record that one parse keeps of them. */
import type { Diagnostic, Severity, Span } from "./types.ts";

/** The `code` of a diagnostic of the parse functions. The README has an example and a cure for each. */
export type DiagnosticCode =
  | "bad-value"
  | "duplicate"
  | "misplaced"
  | "missing-value"
  | "repeated"
  | "unclosed"
  | "unknown-keyword"
  | "unknown-style";

/** Every other code is an error: the part of the text that it points at is ignored. */
const severities: Partial<Record<DiagnosticCode, Severity>> = { repeated: "hint", "unknown-style": "warning" };

/** Notes what is wrong with a piece of the text, what to write, and the correction of a near miss. */
export type Report = (code: DiagnosticCode, span: Span, advice: string, suggestion?: string) => void;

/** Longest piece of the text that a message repeats. */
const quoted = 40;

/** An empty record for one text. */
export function createRecord(text: string): { readonly diagnostics: Diagnostic[]; readonly report: Report } {
  const diagnostics: Diagnostic[] = [];
  return {
    diagnostics,
    report(code, { start, end }, advice, suggestion) {
      const message = `"${text.slice(start, end).slice(0, quoted)}": ${advice}`;
      const found = { code, severity: severities[code] ?? "error", message, start, end };
      diagnostics.push(
        suggestion ? { ...found, message: `${message}, did you mean ${suggestion}?`, suggestion } : found,
      );
    },
  };
}
