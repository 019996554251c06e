/** Requests where no htmx does them: elements with `hx-get`, `hx-post` and their kin, and the triggers that htmx gives them. */
import { ownAttribute } from "@sse/dom";
import { matches } from "@sse/dom/native";
import { parseTriggerAttribute } from "@sse/parser";
import type { Dialect } from "../description.ts";
import { reportDiagnostics } from "./report-diagnostics.ts";
import { requesting, verbs } from "./requesting.ts";

/** Reads `hx-trigger`, or falls back to submit, change or click. Lists with `sse:` are read by their own dialect. */
export const requests: Dialect = {
  attributes: [...verbs, "hx-trigger"],
  read(element, problem) {
    if (!matches(element, requesting)) return undefined;
    const text = ownAttribute(element, "hx-trigger");
    if (text?.includes("sse:")) return undefined;
    return { triggers: reportDiagnostics(parseTriggerAttribute(text?.trim() || defaultTrigger(element)), problem) };
  },
};

function defaultTrigger(element: Element): string {
  if (matches(element, "form")) return "submit";
  return matches(element, "input:not([type=button],[type=submit]),select,textarea") ? "change" : "click";
}
