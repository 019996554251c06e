/** Events of anything that has them. */
import { method } from "./capture.ts";

const dispatchEvent = method<EventTarget, "dispatchEvent">("EventTarget", "dispatchEvent");
const addListener = method<EventTarget, "addEventListener">("EventTarget", "addEventListener");
const removeListener = method<EventTarget, "removeEventListener">("EventTarget", "removeEventListener");

/** `false` when a listener cancelled the event. */
export const dispatch = (target: EventTarget, event: Event): boolean => dispatchEvent.call(target, event);
export const listen = (
  target: EventTarget,
  type: string,
  listener: (event: Event) => void,
  options?: AddEventListenerOptions | boolean,
): void => addListener.call(target, type, listener, options);
export const unlisten = (
  target: EventTarget,
  type: string,
  listener: (event: Event) => void,
  options?: EventListenerOptions | boolean,
): void => removeListener.call(target, type, listener, options);
