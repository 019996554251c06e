/** `revealed` and `intersect`: tells an element, by a DOM event of that name, that it came into view. */
import { dispatch } from "../native/event-target.ts";

/** Watches `element`, for `revealed` only until it was seen once. Returns its undo. */
export function watchVisibility(element: Element, type: string, options: IntersectionObserverInit): () => void {
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    if (type === "revealed") observer.disconnect();
    // Does not bubble: an ancestor that waits for the same has not come into view by this.
    dispatch(element, new CustomEvent(type, { detail: { elt: element } }));
  }, options);
  observer.observe(element);
  return () => observer.disconnect();
}
