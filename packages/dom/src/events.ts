/** DOM events that tell the page what happens. */

/** Dispatches a bubbling `CustomEvent` on `element`; `false` when a listener cancelled it. */
export function fire(element: EventTarget, type: string, detail: object, cancelable = false): boolean {
  return element.dispatchEvent(new CustomEvent(type, { bubbles: true, cancelable, detail }));
}
