/** What a page shows while a request is under way: `hx-indicator`, and `hx-disabled-elt`. */
import type { DomContext } from "../context.ts";
import { classesOf, hasAttribute, removeAttribute, toggleAttribute } from "../native/element.ts";
import { attributeTargets } from "./attribute-targets.ts";

/** How many requests an element shows, or is disabled by. */
type Counts = WeakMap<Element, number>;

const shown: Counts = new WeakMap();
const disabled: Counts = new WeakMap();

/** Marks the elements that show and block a request of `element`. Returns what takes the marks back. */
export function markBusy(element: Element, context: DomContext): () => void {
  const indicators = attributeTargets(element, "hx-indicator", context) ?? [element];
  // What the page itself has disabled stays as it is.
  const controls = attributeTargets(element, "hx-disabled-elt", context)?.filter(
    (control) => disabled.get(control) || !hasAttribute(control, "disabled"),
  );
  const mark = (step: number): void => {
    for (const each of indicators) {
      classesOf(each).toggle(context.config.requestClass, counts(shown, each, step));
      if (!classesOf(each).length) removeAttribute(each, "class");
    }
    for (const each of controls ?? []) toggleAttribute(each, "disabled", counts(disabled, each, step));
  };
  mark(1);
  return () => mark(-1);
}

function counts(by: Counts, element: Element, step: number): boolean {
  const count = (by.get(element) ?? 0) + step;
  by.set(element, count);
  return count > 0;
}
