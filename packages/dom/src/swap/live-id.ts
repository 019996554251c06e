/** Elements by their ids, where what strangers wrote may hold the same ids: nothing in a dead region is found. */
import { idOf } from "../attributes.ts";
import type { DomContext } from "../context.ts";
import { createElement } from "../native/document.ts";
import { removeAttribute, setAttribute } from "../native/element.ts";
import { elementById, queryAll } from "../native/query.ts";
import { isInDeadRegion } from "./dead.ts";
import { markup } from "./markup.ts";

/** What marks an element that lives through swaps. */
export const preserved = "[hx-preserve],[data-hx-preserve]";

const withId = (root: Document | ShadowRoot, id: string): Iterable<Element> => queryAll(root, `#${CSS.escape(id)}`);

/** Gives a look-up of the first element with an id that is in no dead region; each id is looked for once. */
export function liveIds(root: Document | ShadowRoot, context: DomContext): (id: string) => Element | undefined {
  const found = new Map<string, Element | undefined>();
  return (id) => {
    if (!found.has(id)) found.set(id, firstLive(root, id, context));
    return found.get(id);
  };
}

function firstLive(root: Document | ShadowRoot, id: string, context: DomContext): Element | undefined {
  const first = id && elementById(root, id);
  if (!first || !isInDeadRegion(first, context)) return first || undefined;
  for (const element of withId(root, id)) if (!isInDeadRegion(element, context)) return element;
  return undefined;
}

/** Runs `swap` of a host, which takes the first element with the id for the one to preserve: meanwhile, none in a dead region has it. */
export function hidingDeadIds(content: string | DocumentFragment, context: DomContext, swap: () => void): void {
  if (typeof content === "string" && !/hx-preserve/i.test(content)) return swap();
  const hidden = new Map<Element, string>();
  for (const id of new Set(preservedIds(content))) {
    for (const element of withId(document, id)) if (isInDeadRegion(element, context)) hidden.set(element, id);
  }
  for (const element of hidden.keys()) removeAttribute(element, "id");
  try {
    swap();
  } finally {
    for (const [element, id] of hidden) setAttribute(element, "id", id);
  }
}

function preservedIds(content: string | DocumentFragment): string[] {
  const template = createElement(document, "template");
  if (typeof content === "string") template.innerHTML = markup(content);
  const root = typeof content === "string" ? template.content : content;
  return [...queryAll(root, preserved)].map(idOf).filter((id) => id);
}
