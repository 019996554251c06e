/** `sse:<name>`: a message as a DOM event, as triggers and scripts hear it. */
import type { Message } from "@sse/core";
import type { MessageDetail } from "../swap-binding.ts";

/** What an `sse:<name>` event tells: `detail` as every event of a message has it, and what a `MessageEvent` would have. */
export interface SseEvent extends CustomEvent<MessageDetail> {
  readonly data: string;
  readonly lastEventId: string;
}

const messages = new WeakMap<Event, Message>();

/** The event of `message` for `detail.elt`. It bubbles, through shadow roots too, as the events of htmx do. */
export function messageEvent(message: Message, detail: MessageDetail, bubbles = true): SseEvent {
  const event = new CustomEvent(`sse:${message.type}`, { bubbles, composed: true, cancelable: true, detail });
  messages.set(event, message);
  const { data, lastEventId } = message;
  return Object.assign(event, { data, lastEventId });
}

/** The message of an event that `messageEvent` made; `undefined` for any other event. */
export function messageOf(event: Event): Message | undefined {
  return messages.get(event);
}

/**
 * Whether a trigger of `element` is meant by an event: every event but those of messages, which are dispatched for each
 * listening element of its own and then bubble through others. `target` is the selector of a `target:`, which asks for
 * the events of others.
 */
export function isMeantFor(element: Element, event: Event, target?: string): boolean {
  if (!messages.has(event)) return true;
  if (target !== undefined) return true;
  return event.target === event.currentTarget || event.target === element;
}
