/** Messages of a stream as DOM events: `sse:<name>`, once per message on each element whose triggers listen for it. */
import type { Message } from "@sse/core";
import { fire, messageDetail, messageEvent, parentOf } from "@sse/dom";
import { dispatch, isConnected } from "@sse/dom/native";

/** Where each message has been dispatched for an element; `false` where a listener has stopped it. */
const routes = new WeakMap<Message, Map<Element, Set<Element> | false>>();

/**
 * Dispatches `sse:<name>` on `element`, once, between the two events of every message. It bubbles: body hears it for each
 * element. `place` is where a trigger of the element listens: if the event does not come by there, a copy is heard there
 * alone. Gives the event that was dispatched on `element` now.
 */
export function dispatchMessage(element: Element, message: Message, place = element): Event | undefined {
  if (!isConnected(element)) return undefined;
  const elements = routes.get(message) ?? new Map<Element, Set<Element> | false>();
  routes.set(message, elements);
  const detail = messageDetail(message, element);
  const known = elements.get(element);
  if (known === false) return undefined;
  if (known) {
    copyTo(place, element, message, known);
    return undefined;
  }
  elements.set(element, false);
  if (!fire(element, "htmx:sseBeforeMessage", detail, true)) return undefined;
  const places = new Set<Element>();
  elements.set(element, places);
  const event = messageEvent(message, detail);
  dispatch(element, event);
  copyTo(place, element, message, places);
  fire(element, "htmx:sseMessage", detail);
  return event;
}

function copyTo(place: Element, element: Element, message: Message, places: Set<Element>): void {
  if (!isConnected(place) || places.has(place) || isWithin(element, place)) return;
  places.add(place);
  dispatch(place, messageEvent(message, messageDetail(message, element), false));
}

/** Whether what bubbles from `element` comes by `place`. */
function isWithin(element: Element, place: Element): boolean {
  for (let at: Element | null = element; at; at = parentOf(at)) if (at === place) return true;
  return false;
}

/** The message of an event that `element` has heard goes to who goes on for it, and to where that one listens. */
export function passOn(event: Event, message: Message, element: Element, successor: Element): Event | undefined {
  const { target } = event;
  const place = target instanceof Element && target !== element ? target : successor;
  return dispatchMessage(successor, message, place);
}
