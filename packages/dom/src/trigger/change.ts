/** `changed`: whether an event brings another value than the one before it. */
import type { TriggerSpec } from "@sse/parser";

/**
 * Gives the test for one trigger. For `sse:` the value is the data of the message, and the first always counts; for DOM
 * events it is the `value` of the event's target, compared with what stood in `heard` elements from the start.
 */
export function createChange(trigger: TriggerSpec, heard: readonly EventTarget[]): (event: Event) => boolean {
  const values = new WeakMap<EventTarget, unknown>();
  if (!trigger.sse) for (const source of heard) values.set(source, valueOf(source));

  return ({ target, detail }: Event & { detail?: { data?: unknown } }) => {
    if (!target) return true;
    const value = trigger.sse ? detail?.data : valueOf(target);
    if (values.has(target) && values.get(target) === value) return false;
    values.set(target, value);
    return true;
  };
}

function valueOf(source: EventTarget): unknown {
  return "value" in source ? source.value : undefined;
}
