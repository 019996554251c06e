/** How findings are printed: for people, and for programs. */
import { formatDiagnostic } from "../format.ts";
import type { Finding } from "./lint.ts";

/** What was found in a file. */
export interface FileFindings {
  readonly path: string;
  readonly findings: readonly Finding[];
}

/** The values of `--format`. Each gives the whole output. */
export const reporters: Readonly<Record<string, (files: readonly FileFindings[]) => string>> = { stylish, json };

/** `file:line:column`, the attribute and the carets, for each finding; then the sums. */
function stylish(files: readonly FileFindings[]): string {
  const all = files.flatMap(({ path, findings }) => findings.map((finding) => ({ path, finding })));
  const blocks = all.map(({ path, finding }) => {
    const { line, column, attribute, text } = finding;
    return `${path}:${line}:${column} ${attribute}\n${formatDiagnostic(text, finding).replace(/^/gm, "  ")}\n\n`;
  });
  const count = (wanted: string): string => {
    const number = all.filter(({ finding }) => finding.severity === wanted).length;
    return `${number} ${wanted}${number === 1 ? "" : "s"}`;
  };
  const sums = [count("error"), count("warning"), count("hint")].join(", ");
  return `${blocks.join("")}${sums} in ${files.length} file${files.length === 1 ? "" : "s"}\n`;
}

/** An array of the findings, each with its file. */
function json(files: readonly FileFindings[]): string {
  const all = files.flatMap(({ path, findings }) => findings.map((finding) => ({ file: path, ...finding })));
  return `${JSON.stringify(all, null, 2)}\n`;
}
