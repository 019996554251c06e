/** The elements that an attribute of a request names: `hx-target`, `hx-include`, `hx-indicator` and the like. */
import { parseTargetAttribute } from "@sse/parser";
import { attributeOwner } from "../attributes.ts";
import type { DomContext } from "../context.ts";
import { documentOf } from "../native/node.ts";
import { queryAll } from "../native/query.ts";
import { firstAlive, isInDeadRegion, liveTarget } from "../swap/dead.ts";
import { partsOf, rootOf } from "../target.ts";

/** The elements that a list of extended selectors means. `this` is `owner`; `global` before the list counts for all of it. */
function findTargets(element: Element, text: string, owner: Element, context: DomContext): Element[] {
  const found: unknown[] = [];
  const plain: string[] = [];
  const [, inPage] = /^\s*global\s+([^]*)$/.exec(text) ?? [];
  for (const part of partsOf(inPage ?? text)) {
    const { value } = parseTargetAttribute(inPage === undefined ? part : `global ${part}`);
    if (value?.kind === "selector") plain.push(value.selector);
    else if (value) found.push(liveTarget(element, value, owner, context));
  }
  // Together again, since a comma within brackets belongs to a selector.
  if (plain[0]) found.push(...queryAll(inPage === undefined ? rootOf(element) : documentOf(element), plain.join()));
  return found.filter((target) => target instanceof Element);
}

/**
 * The first of the elements that an extended selector means; `null` when there is none. What matches in a dead region is passed
 * over where anything else does.
 */
export function findTarget(element: Element, text: string, owner: Element, context: DomContext): Element | null {
  const found = findTargets(element, text, owner, context);
  return firstAlive(found, context) ?? found[0] ?? null;
}

/** The elements that an inherited attribute names, none in a dead region; `undefined` where there is no such attribute. */
export function attributeTargets(element: Element, name: string, context: DomContext): Element[] | undefined {
  const found = attributeOwner(element, name);
  return (
    found &&
    findTargets(element, found.value, found.owner, context).filter((target) => !isInDeadRegion(target, context))
  );
}
