/** How findings are printed: for people, for programs, and for the pages of pull requests on GitHub. */
import { formatDiagnostic } from "../format.ts";
import type { Severity } from "../types.ts";
import type { Finding } from "./lint.ts";

/** What was found in a file. */
export interface FileFindings {
  readonly path: string;
  readonly findings: readonly Finding[];
  /** `false` for a file in a language that is not read. */
  readonly read: boolean;
}

/** How much is printed. */
export interface ReportOptions {
  /** Prints hints too; otherwise they are only counted. */
  readonly hints: boolean;
  /** The largest number of findings that are printed. */
  readonly max: number;
}

/** The values of `--format`. Each gives the whole output. */
export const reporters: Readonly<Record<string, (files: readonly FileFindings[], options: ReportOptions) => string>> = {
  stylish,
  json,
  github,
};

interface Placed {
  readonly path: string;
  readonly finding: Finding;
}

/** The findings to print, and how many are left out for being too many. */
function chosen(files: readonly FileFindings[], hints: boolean, max: number): { shown: Placed[]; more: number } {
  const shown: Placed[] = [];
  let more = 0;
  for (const { path, findings } of files)
    for (const finding of findings) {
      if (finding.severity === "hint" && !hints) continue;
      if (shown.length < max) shown.push({ path, finding });
      else more++;
    }
  return { shown, more };
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

const countOf = (files: readonly FileFindings[], severity: Severity): number =>
  files.reduce((sum, { findings }) => sum + findings.filter((finding) => finding.severity === severity).length, 0);

/** The last lines: what was not printed, what was not read, and the sums. */
function summary(files: readonly FileFindings[], { hints }: ReportOptions, more: number): string {
  const sums = (["error", "warning", "hint"] as const).map((severity) => counted(countOf(files, severity), severity));
  const unread = files.filter(({ read }) => !read);
  return [
    ...unread.map(({ path }) => `not read, no attribute of hx-sse stands in an HTML tag: ${inLine(path)}\n`),
    ...(unread.length ? ["\n"] : []),
    more ? `… and ${more} more (--max prints more of them)\n` : "",
    !hints && countOf(files, "hint") ? "Hints are printed with --hints.\n" : "",
    `${sums.join(", ")} in ${counted(files.length - unread.length, "file")}`,
    unread.length ? `, ${counted(unread.length, "file")} not read\n` : "\n",
  ].join("");
}

/** `file:line:column`, the attribute and the carets, for each finding; then the sums. */
function stylish(files: readonly FileFindings[], options: ReportOptions): string {
  const { shown, more } = chosen(files, options.hints, options.max);
  const blocks = shown.map(({ path, finding }) => {
    const { line, column, attribute, text } = finding;
    return `${inLine(path)}:${line}:${column} ${attribute}\n${formatDiagnostic(text, finding).replace(/^/gm, "  ")}\n\n`;
  });
  return blocks.join("") + summary(files, options, more);
}

/** Longest value that is a part of the JSON of each of its findings. */
const longest = 10_000;

/** An array of the findings, hints included, each with its file. */
function json(files: readonly FileFindings[], { max }: ReportOptions): string {
  const all = chosen(files, true, max).shown.map(({ path, finding }) => {
    const { text, ...rest } = finding;
    return { file: path, ...rest, ...(text.length <= longest && { text }) };
  });
  return `${JSON.stringify(all, null, 2)}\n`;
}

/** What ends a command of GitHub's, or a property of one, as it wants it to be written. */
const data = (text: string): string => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

/** Workflow commands of GitHub Actions, which shows them at their lines; then the sums. */
function github(files: readonly FileFindings[], options: ReportOptions): string {
  const { shown, more } = chosen(files, options.hints, options.max);
  const commands = shown.map(({ path, finding }) => {
    const { severity, line, column, code, message, attribute, start, end } = finding;
    const where = [
      `file=${property(path)},line=${line},col=${column},endColumn=${column + Math.max(1, end - start)}`,
      `title=${property(`sse-lint ${code}`)}`,
    ].join(",");
    return `::${severity === "hint" ? "notice" : severity} ${where}::${data(`${attribute} ${message}`)}\n`;
  });
  // An older form of commands is read in the middle of a line, too.
  return commands.join("") + summary(files, options, more).replaceAll("##[", "## [");
}

/** Text for a terminal, or JSON: what would command it, or turn the direction of what follows, is shown instead. */
export const printable = (text: string): string =>
  text.replaceAll(
    /[^\P{Cc}\n\t]|\p{Bidi_Control}/gu,
    (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** A path, or another text, that must not begin a line of its own. */
export const inLine = (text: string): string => text.replaceAll("\n", "\\n");
