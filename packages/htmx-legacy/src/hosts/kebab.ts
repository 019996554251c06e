/** Events by both of their names: `hx-on::after-swap` can name only `htmx:after-swap`. */
import { fire, memoize } from "@sse/dom";
import { dispatch } from "@sse/dom/native";

/** The name in kebab case, as htmx 2 makes it. */
const kebabOf = memoize((type) => type.replace(/[A-Z]+/g, (capitals) => `-${capitals.toLowerCase()}`));

/** Raises a cancelable event, and, unless somebody cancels it, the same by its other name. */
export function fireTwice(element: Element, type: string, detail: object): void {
  if (!fire(element, type, detail, true)) return;
  const kebab = kebabOf(type);
  if (kebab !== type) fire(element, kebab, detail, true);
}

/** Follows an event with the same by its other name, unless somebody has cancelled it. */
export function alias(event: Event): void {
  if (event.defaultPrevented) return;
  // The event is like the options that it was made with.
  if (event.target && !dispatch(event.target, new CustomEvent(kebabOf(event.type), event))) event.preventDefault();
}
