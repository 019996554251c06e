/** `hx-select-oob`: parts of the content that the page picks to go elsewhere. */

import { idOf } from "../attributes.ts";
import type { DomContext } from "../context.ts";
import { contains } from "../native/node.ts";
import { queryAll } from "../native/query.ts";
import { isInDeadRegion } from "./dead.ts";

/** The text before and after the character at `index`; all of it before where there is none. */
export function cutAt(text: string, index: number): [before: string, after: string] {
  return index < 0 ? [text, ""] : [text.slice(0, index), text.slice(index + 1)];
}

/** An id, with or without its `#`. */
const plainId = /^#?([\w-]+)$/;

/**
 * The parts that are still in `content`, one after the other, each with where it goes, as `hx-swap-oob` says it: the first
 * element with an id, and all that any other selector matches. What stands in a dead region stays there.
 */
export function* selectedParts(
  content: DocumentFragment,
  selectOob: string | undefined,
  context: DomContext,
): Generator<[part: Element, place: string]> {
  if (!selectOob) return;
  const aliveIn = (selector: string): Element[] =>
    [...queryAll(content, selector)].filter((element) => !isInDeadRegion(element, context));
  const found = new Map<string, Element>();
  for (const element of aliveIn("[id]")) {
    const id = idOf(element);
    if (!found.has(id)) found.set(id, element);
  }
  for (const each of selectOob.split(",")) {
    const [before, place] = cutAt(each, each.indexOf(":"));
    const selector = before.trim();
    const [, id] = plainId.exec(selector) ?? [];
    const first = id && found.get(id);
    const parts = first ? [first] : selector && id !== selector.slice(1) ? aliveIn(selector) : [];
    for (const part of parts) if (contains(content, part)) yield [part, place.trim() || "true"];
  }
}
