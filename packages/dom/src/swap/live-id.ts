/**
 * Elements that are to be preserved, by their ids, where what strangers wrote may hold the same ids: nothing in a dead region is
 * found, and outside of its target an event takes nothing that `outOfBand` does not list.
 */
import { idOf } from "../attributes.ts";
import type { DomContext } from "../context.ts";
import { createElement } from "../native/document.ts";
import { removeAttribute, setAttribute } from "../native/element.ts";
import { contains } from "../native/node.ts";
import { elementById, queryAll } from "../native/query.ts";
import { isInDeadRegion, takesPart } from "./dead.ts";
import type { JobOptions, SwapJob } from "./job.ts";
import { markup } from "./markup.ts";

/** What marks an element that lives through swaps. */
export const preserved = "[hx-preserve],[data-hx-preserve]";

const withId = (root: Document | ShadowRoot, id: string): Iterable<Element> => queryAll(root, `#${CSS.escape(id)}`);

/** Who brings content, and where it goes. */
export interface Keeper {
  readonly target: Element;
  readonly context: DomContext;
  readonly source: JobOptions["source"];
}

/** Whether an element of the page may go on in new content. */
function mayGoOn(element: Element, { target, context, source }: Keeper): boolean {
  return contains(target, element) ? !isInDeadRegion(element, context) : takesPart(element, context, source);
}

/** Gives a look-up of the first element with an id that may go on in new content; each id is looked for once. */
export function liveIds(root: Document | ShadowRoot, keeper: Keeper): (id: string) => Element | undefined {
  const found = new Map<string, Element | undefined>();
  return (id) => {
    if (!found.has(id)) found.set(id, firstLive(root, id, keeper));
    return found.get(id);
  };
}

function firstLive(root: Document | ShadowRoot, id: string, keeper: Keeper): Element | undefined {
  const first = id && elementById(root, id);
  if (!first || mayGoOn(first, keeper)) return first || undefined;
  for (const element of withId(root, id)) if (mayGoOn(element, keeper)) return element;
  return undefined;
}

/** Runs `swap` of a host, which takes the first element with the id for the one to preserve: meanwhile, none has it that may not go on. */
export function hidingIds({ target, content, options }: SwapJob, context: DomContext, swap: () => void): void {
  const keeper = { target, context, source: options.source };
  if (typeof content === "string" && !/hx-preserve/i.test(content)) return swap();
  const hidden = new Map<Element, string>();
  for (const id of new Set(preservedIds(content))) {
    for (const element of withId(document, id)) if (!mayGoOn(element, keeper)) hidden.set(element, id);
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
