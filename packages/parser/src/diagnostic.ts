/** The stable codes of what can be wrong with an attribute, and how a parse comes by them. */
import type { Diagnostic, Parsed, Severity, Span } from "./types.ts";

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
export type Report = (code: DiagnosticCode, span: Span, correct: string, suggestion?: string) => void;

/** Longest piece of the text that a message repeats. */
const quoted = 40;

/** Makes a parse function of `read`, which reports what is wrong with the text while it reads. */
export const parser =
  <T>(read: (text: string, report: Report) => T) =>
  (text: string): Parsed<T> => {
    const diagnostics: Diagnostic[] = [];
    const report: Report = (code, { start, end }, correct, suggestion) => {
      diagnostics.push({
        code,
        severity: severities[code] ?? "error",
        message: `"${text.slice(start, end).slice(0, quoted)}": write ${correct}${suggestion ? `, did you mean ${suggestion}?` : ""}`,
        start,
        end,
        ...(suggestion && { suggestion }),
      });
    };
    return { value: read(text, report), diagnostics };
  };
