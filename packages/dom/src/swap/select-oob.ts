/** `hx-select-oob`: parts of the content that the page picks by their ids to go elsewhere. */

import { idOf } from "../attributes.ts";
import { contains } from "../native/node.ts";
import { queryAll } from "../native/query.ts";

/** The text before and after the character at `index`; all of it before where there is none. */
export function cutAt(text: string, index: number): [before: string, after: string] {
  return index < 0 ? [text, ""] : [text.slice(0, index), text.slice(index + 1)];
}

/** The parts that are still in `content`, one after the other, each with where it goes, as `hx-swap-oob` says it. */
export function* selectedParts(content: DocumentFragment, selectOob = ""): Generator<[part: Element, place: string]> {
  if (!selectOob) return;
  const found = new Map<string, Element>();
  for (const element of queryAll(content, "[id]")) {
    const id = idOf(element);
    if (!found.has(id)) found.set(id, element);
  }
  for (const each of selectOob.split(",")) {
    const text = each.trim();
    const [id, place] = cutAt(text, text.indexOf(":"));
    const part = found.get(id.replace(/^#/, "").trim());
    if (part && contains(content, part)) yield [part, place.trim() || "true"];
  }
}
