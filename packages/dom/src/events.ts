/** DOM events that tell the page what happens. */
import { dispatch } from "./native/event-target.ts";

/** Dispatches a `CustomEvent` on `element` that bubbles, out of shadow roots too; `false` when a listener cancelled it. */
export function fire(element: EventTarget, type: string, detail: object, cancelable = false): boolean {
  return dispatch(element, new CustomEvent(type, { bubbles: true, composed: true, cancelable, detail }));
}
