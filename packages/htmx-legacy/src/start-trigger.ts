/** What `start:` means: any trigger event, with an optional delay after a last colon (`start:load:2s`). */
import { parseDuration, parseTriggerAttribute, type TriggerSpec } from "@sse/parser";

/** The triggers of a `start:` value. */
export function startTriggers(text: string): readonly TriggerSpec[] {
  const colon = text.lastIndexOf(":");
  const delay = text.slice(colon + 1);
  const delayed = colon > 0 && /^\d/.test(delay) && parseDuration(delay).value !== undefined;
  return parseTriggerAttribute(delayed ? `${text.slice(0, colon)} delay:${delay}` : text).value;
}
