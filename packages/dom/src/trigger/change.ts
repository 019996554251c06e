/** `changed`: whether an event brings another value than the one before it. */
import type { TriggerSpec } from "@sse/parser";
import { controlOf } from "../native/control.ts";

/**
 * Gives the test for one trigger. For `sse:` the value is the data of the message, and the first always counts; for DOM
 * events it is the `value` of the event's target, compared with what stood in `sources` from the start.
 */
export function createChange({ sse }: TriggerSpec, sources: readonly EventTarget[]): (event: Event) => boolean {
  const valueOf = (source: EventTarget): unknown => (source instanceof Element ? controlOf(source).value : undefined);
  const values = new WeakMap<EventTarget, unknown>(sse ? [] : sources.map((source) => [source, valueOf(source)]));

  return (event) => {
    const { target, detail } = event as CustomEvent<{ data?: unknown }> & { target: EventTarget };
    const value = sse ? detail.data : valueOf(target);
    if (values.has(target) && values.get(target) === value) return false;
    values.set(target, value);
    return true;
  };
}
