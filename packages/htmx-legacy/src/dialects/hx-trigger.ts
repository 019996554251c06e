/** The `sse:` triggers of `hx-trigger`. Lists without one are none of our business. */
import { ownAttribute } from "@sse/dom";
import { parseTriggerAttribute } from "@sse/parser";
import type { Dialect } from "../description.ts";

const name = "hx-trigger";

/** Reads `hx-trigger` where it names an event of a stream. */
export const hxTrigger: Dialect = {
  attributes: [name],
  read(element, problem) {
    const text = ownAttribute(element, name);
    if (!text?.includes("sse:")) return undefined;
    const { value, diagnostics } = parseTriggerAttribute(text);
    if (!value.some((trigger) => trigger.sse)) return undefined;
    for (const { code, message, severity } of diagnostics) if (severity !== "hint") problem(code, message);
    return { triggers: value };
  },
};
