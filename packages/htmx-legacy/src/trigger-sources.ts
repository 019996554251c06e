/** Which sources the `sse:` triggers of an element hear, and where the triggers listen for each message. */
import type { Message } from "@sse/core";
import type { TriggerEvent } from "@sse/parser";
import { resolveTargets } from "@sse/dom";
import type { Source } from "./source.ts";
import type { SourceTree } from "./source-tree.ts";

/**
 * Subscribes the events of the triggers; `near` is the source that serves the element, `missing` is told of an event without a source,
 * and `dispatch` of a message and the element on which a trigger listens for it.
 * Without `from:` an element hears its source. `from:` an element hears the source of that one, or, where there is none,
 * every source inside it; `from:body`, `from:document` and `from:window` hear every source of the page. Returns the undos.
 */
export function subscribeTriggers(
  element: Element,
  hears: readonly TriggerEvent[],
  sources: SourceTree,
  near: Source | undefined,
  missing: (what: string) => void,
  dispatch: (place: Element, message: Message) => void,
): (() => void)[] {
  const undo: (() => void)[] = [];
  for (const { name, from } of hears) {
    const hear = (place: Element, source: Source | undefined, inside: Element | undefined): void => {
      const listener = dispatch.bind(null, place);
      undo.push(source ? source.subscribe(name, listener) : sources.subscribeAll(name, listener, inside));
    };
    if (!from) {
      if (near) hear(element, near, undefined);
      else missing(`hx-trigger="sse:${name}"`);
    } else if (/^(body|document|window)$/.test(from.kind)) {
      // From the element itself it bubbles there.
      hear(element, undefined, undefined);
    } else {
      for (const target of resolveTargets(element, [from])) {
        if (target instanceof Element) hear(target, sources.nearest(target) ?? near, target);
      }
    }
  }
  return undo;
}
