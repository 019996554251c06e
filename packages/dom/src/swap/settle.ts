/** Settling: an element that keeps its id wears its old attributes for a moment, so that CSS transitions run. */
import { idOf } from "../attributes.ts";
import type { DomConfig } from "../config.ts";
import type { DomContext } from "../context.ts";
import { attributeOf, classesOf, localNameOf, setAttribute } from "../native/element.ts";
import { queryAll } from "../native/query.ts";
import { removeClass } from "./class.ts";
import { isInDeadRegion } from "./dead.ts";
import type { Change, SwapJob } from "./job.ts";

/** Elements with an id, as they stood before a swap, in document order. */
export type Noted = ArrayLike<Element> | undefined;

const unsettled = new Map<Element, () => void>();

/** The elements with an id in `root`, itself included where `self` says so; `undefined` for none. */
export function noteIds(root: Element, self: boolean): Noted {
  const noted = self ? withIds([root]) : queryAll(root, "[id]");
  return noted.length ? noted : undefined;
}

/** Those of `roots` and of what they hold that have an id. */
export function withIds(roots: readonly Element[]): Element[] {
  return roots.flatMap((root) => [...(idOf(root) ? [root] : []), ...queryAll(root, "[id]")]);
}

/**
 * Dresses new elements in the settling attributes of the noted ones; gives what undoes it. What strangers wrote into a dead
 * region dresses nothing outside of one.
 */
export function dress(noted: Noted, fresh: ArrayLike<Element>, context: DomContext): (() => void)[] {
  const tasks: (() => void)[] = [];
  if (!noted) return tasks;
  const isHeld = (element: Element): boolean => isInDeadRegion(element, context);
  let next = 0;
  let byId: Map<string, Element> | undefined;
  let aliveById: Map<string, Element> | undefined;
  // By index: iterating a NodeList takes ten times as long.
  for (let index = 0; index < fresh.length; index++) {
    const element = fresh[index] as Element;
    const id = idOf(element);
    // The same template gives the same ids in the same order.
    let old = noted[next];
    if (old && idOf(old) === id) next++;
    else old = (byId ??= mapOf(Array.from(noted))).get(id);
    // Where nothing has changed, nobody needs to know.
    if (old && isUnlike(old, element, context.config) && isHeld(old) && !isHeld(element))
      old = (aliveById ??= mapOf(Array.from(noted).filter((each) => !isHeld(each)))).get(id);
    if (old && localNameOf(old) === localNameOf(element)) wear(element, old, tasks, context.config);
  }
  return tasks;
}

const mapOf = (elements: readonly Element[]): Map<string, Element> =>
  new Map(elements.map((each) => [idOf(each), each]));

const isUnlike = (old: Element, element: Element, { attributesToSettle }: DomConfig): boolean =>
  attributesToSettle.some((name) => attributeOf(old, name) !== attributeOf(element, name));

function wear(element: Element, old: Element, tasks: (() => void)[], { attributesToSettle }: DomConfig): void {
  for (const name of attributesToSettle) {
    const after = attributeOf(element, name);
    const before = attributeOf(old, name);
    if (before === after) continue;
    setAttribute(element, name, before);
    tasks.push(() => setAttribute(element, name, after));
  }
}

/** Does the tasks of a change at once, or after a delay that its new content spends in the classes of settling. */
export function settle(
  job: Pick<SwapJob, "target" | "spec">,
  { elements, settling, tasks }: Change,
  { addedClass, settlingClass, defaultSettleDelay }: DomConfig,
  settled: () => void,
): void {
  const delay = job.spec.settleDelay?.value ?? (tasks.length ? defaultSettleDelay : 0);
  const done = () => {
    for (const task of tasks) task();
    removeClass(elements, addedClass);
    removeClass(settling, settlingClass);
    settled();
  };
  if (!delay) return tasks.length ? done() : settled();
  for (const element of elements) classesOf(element).add(addedClass);
  for (const element of settling) classesOf(element).add(settlingClass);
  settleLater(job.target, delay, elements[0], done);
}

/** Calls `settle` after `delay` ms, or sooner when the same target is swapped again. `fresh` is one of the new elements. */
function settleLater(target: Element, delay: number, fresh: Element | undefined, settle: () => void): void {
  const done = () => {
    clearTimeout(timer);
    // A later swap may wait for it meanwhile.
    if (unsettled.get(target) === done) unsettled.delete(target);
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
