/** Diagnostics as compilers print them: the line, a caret under the piece, the message. */
import type { Diagnostic } from "./types.ts";

/** How much of a long line is shown before the piece, and in all. */
const before = 40;
const width = 120;

/**
 * Two lines: the line of `text` that `diagnostic` points at, and carets below the piece with severity, code and
 * message. Of long lines only the surroundings are shown.
 */
export function formatDiagnostic(text: string, diagnostic: Diagnostic): string {
  const { start, end, severity, code, message } = diagnostic;
  // Looks no further back than it shows: texts may be long.
  const near = Math.max(0, start - before);
  const from = near + text.slice(near, start).lastIndexOf("\n") + 1;
  const line = text.slice(from, from + width).split("\n", 1)[0] ?? "";
  const carets = "^".repeat(Math.max(1, Math.min(end - from, line.length) - (start - from)));
  const told = message.replace(/[\n\r]/g, " ");
  // One column for each control character, as for any other.
  return `${line.replace(/\s|\p{C}/gu, " ")}\n${" ".repeat(start - from)}${carets} ${severity} ${code}: ${told}`;
}
