/** `hx-trigger`: hears the DOM events that an element waits for, `sse:<name>` among them, and says which of them count. */
import type { TriggerSpec } from "@sse/parser";
import type { DomContext } from "../context.ts";
import { findTarget } from "../request/attribute-targets.ts";
import { resolveTargets } from "../target.ts";
import { createChange } from "./change.ts";
import { createFilter } from "./expression.ts";
import { createPace } from "./pace.ts";
import { pollingEnded } from "./polling.ts";
import { watchVisibility } from "./visibility.ts";

/** The triggers of one element, until `stop()` takes back every listener, timer and observer. */
export interface TriggerBinding {
  stop(): void;
}

/**
 * Calls `fired` whenever one of `triggers` fires for `element`, with htmx 2's meaning of every modifier; `load` fires
 * before this returns. `sse:<name>` is heard as a DOM event `sse:<name>` with the message in `detail.data`,
 * `detail.lastEventId`. `queue:` is left to the request: hand `trigger.queue` to `issueRequest`.
 */
export function bindTriggers(
  element: Element,
  triggers: readonly TriggerSpec[],
  fired: (event: Event, trigger: TriggerSpec) => void,
  context: DomContext,
): TriggerBinding {
  const pace = createPace();
  const undo = [pace.stop];
  const handled = new WeakSet<Event>();
  let spent = false;

  function bind(trigger: TriggerSpec): void {
    const { value: type } = trigger.event;
    const passes = trigger.filter && createFilter(trigger.filter.value, element, context);
    const fire = (event: Event): void => {
      if (element.isConnected) fired(event, trigger);
    };
    const tell = (): void => {
      const event = new CustomEvent(type, { detail: { elt: element } });
      if (!passes || passes(event)) fire(event);
    };

    if (type === "load") {
      const timer = trigger.delay && setTimeout(tell, trigger.delay.value);
      if (timer) undo.push(() => clearTimeout(timer));
      else tell();
      return;
    }
    if (trigger.every) {
      const timer = setInterval(() => pollingEnded.has(element) || tell(), trigger.every.value);
      undo.push(() => clearInterval(timer));
      return;
    }

    const heard = trigger.from ? resolveTargets(element, [trigger.from.value]) : [element];
    const changes = trigger.changed && createChange(trigger, heard);
    // The order of these is htmx's, and shows: an event that the filter refuses is not consumed.
    const hear = (event: Event): void => {
      if (!element.isConnected) return;
      if (isOurs(event)) event.preventDefault();
      if ((passes && !passes(event)) || handled.has(event)) return;
      handled.add(event);
      if (trigger.consume) event.stopPropagation();
      if (trigger.target && !matches(event.target, trigger.target.value)) return;
      if (trigger.once) {
        if (spent) return;
        spent = true;
      }
      if (changes && !changes(event)) return;
      pace.take(() => fire(event), trigger.delay?.value, trigger.throttle?.value);
    };

    const root = trigger.root ? findTarget(element, trigger.root.value) : null;
    for (const source of heard) {
      source.addEventListener(type, hear);
      undo.push(() => source.removeEventListener(type, hear));
      if ((type === "revealed" || type === "intersect") && source instanceof Element) {
        undo.push(watchVisibility(source, trigger, root));
      }
    }
  }

  triggers.forEach(bind);
  return { stop: () => undo.splice(0).forEach((stop) => stop()) };
}

/** Whether the browser's own answer to the event is replaced by ours: a form's submission, a link's navigation. */
function isOurs({ type, currentTarget: source }: Event): boolean {
  if (!(source instanceof Element)) return false;
  if (type === "submit") return source.matches("form");
  if (type !== "click") return false;
  const button = source.closest<HTMLButtonElement | HTMLInputElement>("button,input[type=submit]");
  if (button?.form && button.type === "submit") return true;
  const link = source.closest("a[href]");
  return !!link && !/^#./.test(link.getAttribute("href") ?? "");
}

function matches(node: EventTarget | null, selector: string): boolean {
  return node instanceof Element && node.matches(selector);
}
