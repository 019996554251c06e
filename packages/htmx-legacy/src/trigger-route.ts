/** Messages of a stream as DOM events: `sse:<name>`, once per message on each element whose triggers listen for it. */
import type { Message } from "@sse/core";
import { fire, messageDetail, messageEvent } from "@sse/dom";
import { dispatch, isConnected } from "@sse/dom/native";

/** Where each message has been dispatched: once on an element, however many triggers listen there. */
const dispatched = new WeakMap<Message, Set<Element>>();

/** Dispatches `sse:<name>` on `element`, between the two events of every message. It bubbles: body hears it for each element. */
export function dispatchMessage(element: Element, message: Message): void {
  const elements = dispatched.get(message) ?? new Set();
  if (!isConnected(element) || elements.has(element)) return;
  dispatched.set(message, elements.add(element));
  const detail = messageDetail(message, element);
  if (!fire(element, "htmx:sseBeforeMessage", detail, true)) return;
  dispatch(element, messageEvent(message, detail));
  fire(element, "htmx:sseMessage", detail);
}
