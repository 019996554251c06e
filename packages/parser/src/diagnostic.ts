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
  | "stray-comma"
  | "unclosed"
  | "unknown-keyword"
  | "unknown-style";

/** Where it is an error, the part of the text that it points at is ignored. */
const severityOf = (code: DiagnosticCode): Severity =>
  code === "repeated" ? "hint" : /^(?:unknown-style|stray-comma)$/.test(code) ? "warning" : "error";

/** Notes what is wrong with a piece of the text, and what to write; `known` was meant, or one of them that is near. */
export type Report = (code: DiagnosticCode, span: Span, correct: string, known?: readonly string[] | string) => void;

/** Longest piece of the text that a message repeats, and longest text that one suggests. */
const quoted = 40;
const suggested = 200;

/** Makes a parse function of `read`, which reports what is wrong with the text while it reads. */
export const parser =
  <T>(read: (text: string, report: Report) => T) =>
  (text: string): Parsed<T> => {
    const diagnostics: Diagnostic[] = [];
    const report: Report = (code, { start, end }, correct, known = []) => {
      const piece = text.slice(start, end);
      const meant = typeof known === "string" ? known : nearest(piece, known);
      const suggestion = meant && meant.length <= suggested ? meant : undefined;
      diagnostics.push({
        code,
        severity: severityOf(code),
        message: `${piece && `"${piece.slice(0, quoted)}": `}${suggestion ? `did you mean ${suggestion}? W` : "w"}rite ${correct}`,
        start,
        end,
        ...(suggestion && { suggestion }),
      });
    };
    return { value: read(text, report), diagnostics };
  };
