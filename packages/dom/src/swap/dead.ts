/** Regions that are dead to us: what `hx-disable` says of an element holds for all below it, shadow roots included. */
import type { TargetSpec } from "@sse/parser";
import { parentOf } from "../attributes.ts";
import type { DomContext } from "../context.ts";
import { closest, matches } from "../native/element.ts";
import { topOf } from "../native/node.ts";
import { elementById, queryAll } from "../native/query.ts";
import { resolveTarget, type Target } from "../target.ts";
import type { JobOptions } from "./job.ts";

/** What is dead to some host: without one, both spellings count. */
export const anyDead = "[hx-disable],[data-hx-disable],[hx-ignore],[data-hx-ignore]";

/** Whether the element, or one that it stands in, matches `selector`. */
export function isInside(element: Element | null, selector: string): boolean {
  for (let at = element; at;) {
    if (closest(at, selector)) return true;
    const top = topOf(at);
    at = top instanceof ShadowRoot ? top.host : null;
  }
  return false;
}

/** What says which regions are dead. */
export type Deadly = Pick<DomContext, "disabled">;

/** Whether this element may have anything written at this moment. */
export const isDead = (element: Element, { disabled }: Deadly): boolean => !!disabled && isInside(element, disabled);

/**
 * Whether the inside of a dead region would be written. What stands around users' content and is itself the target, to hold
 * it, is not inside.
 */
export const isInDeadRegion = (target: Element, { disabled }: Deadly): boolean =>
  !!disabled && isInside(parentOf(target), disabled);

/** The first that stands in no dead region: what strangers wrote does not stand in for what the page means. */
export function firstAlive(found: Iterable<Element>, context: Deadly): Element | undefined {
  for (const element of found) if (!isInDeadRegion(element, context)) return element;
  return undefined;
}

/** The first element with the id that `accepts` lets count. */
export function firstWithId(
  root: Document | ShadowRoot,
  id: string,
  accepts: (element: Element) => boolean,
): Element | undefined {
  const first = id && elementById(root, id);
  if (!first || accepts(first)) return first || undefined;
  for (const element of withId(root, id)) if (accepts(element)) return element;
  return undefined;
}

/** All elements with the id, which only one should have. */
export const withId = (root: Document | ShadowRoot, id: string): NodeListOf<Element> =>
  queryAll(root, `#${CSS.escape(id)}`);

/**
 * The place that `spec` means for `element`. What strangers wrote into a dead region may match its selector, too: that
 * is passed over where something else of the page matches.
 */
export function liveTarget(
  element: Element,
  spec: TargetSpec,
  owner: Element | undefined,
  context: Deadly,
): Target | null {
  const found = resolveTarget(element, spec, owner);
  if (!(found instanceof Element) || !isInDeadRegion(found, context)) return found;
  return resolveTarget(element, spec, owner, (candidate) => !isInDeadRegion(candidate, context));
}

/**
 * Whether a part that goes elsewhere may change `target`: nothing is put into dead regions, and what events bring goes
 * only where `outOfBand` lets it.
 */
export function takesPart(target: Element, context: DomContext, source: JobOptions["source"]): boolean {
  const { strict, outOfBand = strict ? [] : undefined } = context.config;
  if (isInDeadRegion(target, context)) return false;
  if (source === "response" || !outOfBand || outOfBand.some((selector) => matches(target, selector))) return true;
  context.report(target, "oob-target", "outOfBand lists no selector of this element");
  return false;
}
