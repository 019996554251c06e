/** The `sse:` triggers of `hx-trigger`. Lists without one are none of our business. */
import { ownAttribute } from "@sse/dom";
import { parseTriggerAttribute } from "@sse/parser";
import type { Dialect } from "../description.ts";
import { reportDiagnostics } from "./report-diagnostics.ts";

const name = "hx-trigger";

/** Reads `hx-trigger` where it names an event of a stream. */
export const hxTrigger: Dialect = {
  attributes: [name],
  read(element, problem) {
    const text = ownAttribute(element, name);
    if (!text || !/(?:^|[\s,])sse:/.test(text)) return undefined;
    return { triggers: reportDiagnostics(parseTriggerAttribute(text), problem) };
  },
};
