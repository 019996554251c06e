/** What a page shows while a request is under way: `hx-indicator`, and `hx-disabled-elt`. */
import type { DomContext } from "../context.ts";
import { attributeTargets } from "./attribute-targets.ts";

/** How many requests an element shows, is disabled by. An element disabled by the page itself is not counted. */
const shown = new WeakMap<Element, number>();
const disabled = new WeakMap<Element, number>();

/** Marks the elements that show and block a request of `element`. Returns what takes the marks back. */
export function markBusy(element: Element, { config: { requestClass } }: DomContext): () => void {
  const indicators = attributeTargets(element, "hx-indicator") ?? [element];
  const controls = (attributeTargets(element, "hx-disabled-elt") ?? []).filter(
    (control) => disabled.has(control) || !control.hasAttribute("disabled"),
  );
  for (const indicator of indicators) if (count(shown, indicator, 1)) indicator.classList.add(requestClass);
  for (const control of controls) if (count(disabled, control, 1)) control.setAttribute("disabled", "");

  return () => {
    for (const indicator of indicators) if (!count(shown, indicator, -1)) indicator.classList.remove(requestClass);
    for (const control of controls) if (!count(disabled, control, -1)) control.removeAttribute("disabled");
  };
}

function count(counts: WeakMap<Element, number>, element: Element, step: number): number {
  const now = (counts.get(element) ?? 0) + step;
  if (now) counts.set(element, now);
  else counts.delete(element);
  return now;
}
