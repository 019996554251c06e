/** Events of a stream as DOM events: `sse:<name>`, once per message on each element that triggers listen on. */
import type { Message } from "@sse/core";
import { fire, messageDetail } from "@sse/dom";
import type { Source } from "./source.ts";

/** Makes `source`'s events named `type` DOM events on `target` until undone. */
export type TriggerRoutes = (source: Source, type: string, target: EventTarget) => () => void;

interface Route {
  /** How many triggers listen on each target: it is told once however many they are. */
  readonly targets: Map<EventTarget, number>;
  readonly off: () => void;
}

/**
 * The events do not bubble: an element hears each message once, whatever its descendants listen to. `from:` is how to
 * listen elsewhere.
 */
export function createTriggerRoutes(): TriggerRoutes {
  const bySource = new WeakMap<Source, Map<string, Route>>();

  return (source, type, target) => {
    const routes = bySource.get(source) ?? new Map<string, Route>();
    bySource.set(source, routes);
    const route = routes.get(type) ?? createRoute(source, type);
    routes.set(type, route);
    const { targets } = route;
    targets.set(target, (targets.get(target) ?? 0) + 1);
    return () => {
      const left = (targets.get(target) ?? 1) - 1;
      if (left) targets.set(target, left);
      else targets.delete(target);
      if (targets.size || routes.get(type) !== route) return;
      route.off();
      routes.delete(type);
    };
  };
}

function createRoute(source: Source, type: string): Route {
  const targets = new Map<EventTarget, number>();
  const off = source.subscribe(type, (message) => {
    for (const target of [...targets.keys()]) tell(target, message, source.element);
  });
  return { targets, off };
}

/** Dispatches `sse:<name>` on `target`, between the two events of every message. `source` speaks for targets that are no elements. */
export function tell(target: EventTarget, message: Message, source: Element): void {
  const elt = target instanceof Element ? target : source;
  if (!elt.isConnected) return;
  const detail = messageDetail(message, elt);
  if (!fire(target, "htmx:sseBeforeMessage", detail, true)) return;
  target.dispatchEvent(new CustomEvent(`sse:${message.type}`, { cancelable: true, detail }));
  fire(target, "htmx:sseMessage", detail);
}
