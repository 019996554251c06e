/** `hx-trigger`: hears the DOM events that an element waits for, `sse:<name>` among them, and says which of them count. */
import { textOfThrown } from "@sse/core";
import type { TriggerSpec } from "@sse/parser";
import type { DomContext } from "../context.ts";
import { matches } from "../native/element.ts";
import { listen, unlisten } from "../native/event-target.ts";
import { isConnected } from "../native/node.ts";
import { findTarget } from "../request/attribute-targets.ts";
import { resolveTargets } from "../target.ts";
import { createChange } from "./change.ts";
import { replacesDefault } from "./default-action.ts";
import { createFilter } from "./expression.ts";
import { isMeantFor, messageOf } from "./message-event.ts";
import { createPace } from "./pace.ts";
import { pollingEnded } from "./polling.ts";
import { watchVisibility } from "./visibility.ts";

/** The triggers of one element, until `stop()` takes back every listener, timer and observer. */
export interface TriggerBinding {
  stop(): void;
  /** The event whose `delay:` is not over yet. */
  readonly delayed: Event | undefined;
}

/**
 * Calls `fired` whenever one of `triggers` fires for `element`, with htmx 2's meaning of every modifier; `load` fires
 * before this returns. `sse:<name>` is heard as a DOM event of that name with the message in `detail.data` and
 * `detail.lastEventId`, and fires once for one message, wherever its events come from. `queue:` is left to the request: hand `trigger.queue` to `issueRequest`. A trigger with a
 * selector that the browser refuses is reported and left out.
 */
export function bindTriggers(
  element: Element,
  triggers: readonly TriggerSpec[],
  fired: (event: Event, trigger: TriggerSpec) => void,
  context: DomContext,
): TriggerBinding {
  const pace = createPace();
  const undo = [pace.stop];
  /** Events, and messages, which come in an event for each element that listens. */
  const handled = new WeakSet<object>();
  let spent = false;
  let delayed: Event | undefined;

  function bind(trigger: TriggerSpec): void {
    const { event, every, filter, once, consume, target, delay, throttle, from } = trigger;
    const type = event.value;
    // A selector that the browser refuses is told now, and not by an exception for every event.
    if (target) matches(element, target.value);
    const passes = filter ? createFilter(filter.value, element, context) : () => true;
    const fire = (event: Event): void => {
      if (isConnected(element)) fired(event, trigger);
    };
    const fireTimer = (): void => {
      const event = new CustomEvent(type, { detail: { elt: element } });
      if (!pollingEnded.has(element) && passes(event)) fire(event);
    };

    if (every) {
      const timer = setInterval(fireTimer, every.value);
      undo.push(() => clearInterval(timer));
      return;
    }
    if (type === "load") {
      const timer = delay && setTimeout(fireTimer, delay.value);
      undo.push(() => clearTimeout(timer));
      if (!timer) fireTimer();
      return;
    }

    const sources = from ? resolveTargets(element, [from.value]) : [element];
    const changes = trigger.changed ? createChange(trigger, sources) : () => true;
    // The order of these is htmx's, and shows: an event that the filter refuses is not consumed.
    const hear = (event: Event): void => {
      if (!isConnected(element) || !isMeantFor(element, event, target?.value)) return;
      if (replacesDefault(event)) event.preventDefault();
      const message = messageOf(event);
      const aimed = !target || (event.target instanceof Element && matches(event.target, target.value));
      // The message may still come by the event that is aimed at.
      if (message && !aimed) return;
      if (!passes(event) || handled.has(message ?? event)) return;
      handled.add(message ?? event);
      if (consume) event.stopPropagation();
      if (!aimed || (once && spent)) return;
      if (once) spent = true;
      if (!changes(event)) return;
      const run = (): void => {
        delayed = undefined;
        fire(event);
      };
      delayed = pace.take(run, delay?.value, throttle?.value) ? event : undefined;
    };
    for (const source of sources) {
      listen(source, type, hear);
      undo.push(() => unlisten(source, type, hear));
      if (/^(revealed|intersect)$/.test(type)) {
        const root = trigger.root ? findTarget(element, trigger.root.value, element, context) : null;
        undo.push(watchVisibility(source as Element, type, { root, threshold: trigger.threshold?.value ?? 0 }));
      }
    }
  }

  for (const trigger of triggers) {
    try {
      bind(trigger);
    } catch (error) {
      context.report(element, "trigger", textOfThrown(error));
    }
  }
  return {
    stop: () => undo.splice(0).forEach((stop) => stop()),
    get delayed() {
      return delayed;
    },
  };
}
