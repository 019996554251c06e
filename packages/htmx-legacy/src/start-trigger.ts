/** What `start:` means: any trigger event, with an optional delay after a last colon (`start:load:2s`). */
import { parseTriggerAttribute, type TriggerSpec } from "@sse/parser";

/** The triggers of a `start:` value. A delay begins with a digit; `app:ready` is an event. */
export function startTriggers(text: string): readonly TriggerSpec[] {
  return parseTriggerAttribute(text.replace(/(?!^):(?=\d+(\.\d+)?m?s?$)/, " delay:")).value;
}
