/** The result of a check, for people. */
import type { Checked } from "./check.ts";
import type { Verdict } from "./finding.ts";

const words: Readonly<Record<Verdict, string>> = { ok: "ok  ", warn: "WARN", fail: "FAIL", skip: "–   " };

/** A line for each check; under those that did not go well the bytes that show it and what to change. */
export function printed(results: readonly Checked[]): string {
  return results
    .map(({ url, findings }) => {
      const lines = findings.map(({ check, verdict, message, shown, change }) =>
        [
          `  ${words[verdict]} ${check.padEnd(11)} ${message}`,
          ...[shown, change].flatMap((line) => (line ? `                   ${line}` : [])),
        ].join("\n"),
      );
      return `${url}\n${lines.join("\n")}\n\n${summary(findings.map(({ verdict }) => verdict))}\n`;
    })
    .join("\n");
}

function summary(verdicts: readonly Verdict[]): string {
  const count = (wanted: Verdict): number => verdicts.filter((verdict) => verdict === wanted).length;
  const [failed, warned, skipped] = [count("fail"), count("warn"), count("skip")];
  const rest = [
    warned ? `${warned} warning${warned === 1 ? "" : "s"}` : [],
    skipped ? `${skipped} not checked` : [],
  ].flat();
  return `${failed ? `${failed} of ${verdicts.length} checks failed` : "Nothing failed"}${rest.length ? `, ${rest.join(", ")}` : ""}.`;
}

/** Text for a terminal, or JSON: what would command it, or turn the direction of what follows, is shown instead. */
export const printable = (text: string): string =>
  text.replaceAll(
    /[^\P{Cc}\n\t]|\p{Bidi_Control}/gu,
    (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
