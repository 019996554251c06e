/** The stable codes of what can be wrong with an attribute, and how a parse comes by them. */
import { nearest } from "./suggestion.ts";
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

/** Where it is an error, the part of the text that it points at is ignored. */
const severityOf = (code: DiagnosticCode): Severity =>
  code === "repeated" ? "hint" : code === "unknown-style" ? "warning" : "error";

/** Notes what is wrong with a piece of the text, and what to write; it may be a near miss of one of `known`. */
export type Report = (code: DiagnosticCode, span: Span, correct: string, known?: readonly string[]) => void;

/** Longest piece of the text that a message repeats. */
const quoted = 40;

/** Makes a parse function of `read`, which reports what is wrong with the text while it reads. */
export const parser =
  <T>(read: (text: string, report: Report) => T) =>
  (text: string): Parsed<T> => {
    const diagnostics: Diagnostic[] = [];
    const report: Report = (code, { start, end }, correct, known = []) => {
      const piece = text.slice(start, end);
      const suggestion = nearest(piece, known);
      diagnostics.push({
        code,
        severity: severityOf(code),
        message: `"${piece.slice(0, quoted)}": ${suggestion ? `did you mean ${suggestion}? W` : "w"}rite ${correct}`,
        start,
        end,
        ...(suggestion && { suggestion }),
      });
    };
    return { value: read(text, report), diagnostics };
  };
