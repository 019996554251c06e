/** `hx-trigger` where no htmx reads it: with events of streams, and of elements with `hx-get`, `hx-post` and their kin. */
import { ownAttribute } from "@sse/dom";
import { matches } from "@sse/dom/native";
import { parseTriggerAttribute, readTriggerEvents } from "@sse/parser";
import type { Dialect } from "../description.ts";
import { reportDiagnostics } from "./report-diagnostics.ts";
import { requesting, verbs } from "./requesting.ts";
import { isIgnored } from "./sse-attributes.ts";

/** Reads `hx-trigger`, or falls back to submit, change or click. */
export const requests: Dialect = {
  attributes: [...verbs, "hx-trigger"],
  read(element, problem) {
    const text = ownAttribute(element, "hx-trigger")?.trim() ?? "";
    const hears = /(?:^|[\s,])sse:/.test(text);
    if (!hears && !matches(element, requesting)) return undefined;
    const triggers = reportDiagnostics(parseTriggerAttribute(text || defaultTrigger(element)), problem);
    return { triggers, hears: hears && !isIgnored(element) ? readTriggerEvents(text) : [] };
  },
};

function defaultTrigger(element: Element): string {
  if (matches(element, "form")) return "submit";
  return matches(element, "input:not([type=button],[type=submit]),select,textarea") ? "change" : "click";
}
