/** Settling: an element that keeps its id wears its old attributes for a moment, so that CSS transitions run. */
import type { DomConfig } from "../config.ts";

/** Elements by id, as they stood before a swap. */
export type Noted = ReadonlyMap<string, Element> | undefined;

const unsettled = new Map<Element, () => void>();

/** The elements with an id in `root`, itself included where `self` says so; `undefined` for none. */
export function noteIds(root: Element, self: boolean): Noted {
  const noted = new Map<string, Element>();
  eachWithId(root, self, (element) => noted.set(element.id, element));
  return noted.size ? noted : undefined;
}

/** Dresses new elements in the settling attributes of the noted ones; adds to `tasks` what undoes it. */
export function dress(noted: Noted, fresh: readonly Element[], tasks: (() => void)[], config: DomConfig): void {
  const one = (element: Element) => {
    const old = noted?.get(element.id);
    if (old?.localName !== element.localName) return;
    for (const name of config.attributesToSettle) {
      const after = element.getAttribute(name);
      const before = old.getAttribute(name);
      if (before === after) continue;
      setAttribute(element, name, before);
      tasks.push(() => setAttribute(element, name, after));
    }
  };
  if (noted) for (const root of fresh) eachWithId(root, true, one);
}

function eachWithId(root: Element, self: boolean, visit: (element: Element) => void): void {
  if (self) visit(root);
  const found = root.querySelectorAll("[id]");
  // By index: iterating a NodeList takes ten times as long.
  for (let index = 0; index < found.length; index++) visit(found[index] as Element);
}

/** Calls `settle` after `delay` ms, or sooner when the same target is swapped again. `fresh` is one of the new elements. */
export function settleLater(target: Element, delay: number, fresh: Element | undefined, settle: () => void): void {
  const done = () => {
    clearTimeout(timer);
    unsettled.delete(target);
    settle();
  };
  const timer = setTimeout(() => {
    // Where no frame was drawn in between there is nothing to change from, unless the style is asked for.
    if (fresh) void getComputedStyle(fresh).opacity;
    done();
  }, delay);
  unsettled.set(target, done);
}

/** Brings what an earlier swap of this target left unsettled to its end. */
export function settleNow(target: Element): void {
  if (unsettled.size) unsettled.get(target)?.();
}

/** Sets an attribute, or removes it where there is no value. */
export function setAttribute(element: Element, name: string, value: string | null): void {
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}
