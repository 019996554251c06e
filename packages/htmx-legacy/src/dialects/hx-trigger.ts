/** `hx-trigger` with `sse:` triggers, where no htmx reads it. Lists without one are read by the dialect of requests. */
import { ownAttribute } from "@sse/dom";
import { parseTriggerAttribute, readTriggerEvents } from "@sse/parser";
import type { Dialect } from "../description.ts";
import { reportDiagnostics } from "./report-diagnostics.ts";

const name = "hx-trigger";

/** Reads `hx-trigger` where it names an event of a stream. */
export const hxTrigger: Dialect = {
  attributes: [name],
  read(element, problem) {
    const text = ownAttribute(element, name);
    if (!text || !/(?:^|[\s,])sse:/.test(text)) return undefined;
    const triggers = reportDiagnostics(parseTriggerAttribute(text), problem);
    return { triggers, hears: readTriggerEvents(text) };
  },
};
