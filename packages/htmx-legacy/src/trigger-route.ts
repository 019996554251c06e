/** Events of a stream as DOM events: `sse:<name>`, once per message on each element that triggers listen on. */
import type { Message } from "@sse/core";
import { fire, messageDetail } from "@sse/dom";

/** Where each message has been told: once on a target, however many triggers listen there. */
const told = new WeakMap<Message, Set<EventTarget>>();

/**
 * Dispatches `sse:<name>` on `target`, between the two events of every message. They do not bubble: an element hears each
 * message once, whatever its descendants listen to; `from:` is how to listen elsewhere. `source` speaks for targets that
 * are no elements.
 */
export function tell(target: EventTarget, message: Message, source: Element): void {
  const elt = target instanceof Element ? target : source;
  const targets = told.get(message) ?? new Set();
  if (!elt.isConnected || targets.has(target)) return;
  told.set(message, targets.add(target));
  const detail = messageDetail(message, elt);
  if (!fire(target, "htmx:sseBeforeMessage", detail, true)) return;
  target.dispatchEvent(new CustomEvent(`sse:${message.type}`, { cancelable: true, detail }));
  fire(target, "htmx:sseMessage", detail);
}
