/**
 * Elements that are to be preserved, by their ids, where what strangers wrote may hold the same ids: nothing in a dead region is
 * found, and outside of its target an event takes nothing that `outOfBand` does not list.
 */
import { idOf } from "../attributes.ts";
import type { DomContext } from "../context.ts";
import { createElement } from "../native/document.ts";
import { removeAttribute, setAttribute } from "../native/element.ts";
import { contains } from "../native/node.ts";
import { query, queryAll } from "../native/query.ts";
import { HAS_IDS } from "./content.ts";
import { firstWithId, isInDeadRegion, takesPart, withId } from "./dead.ts";
import type { JobOptions, SwapJob } from "./job.ts";
import { markup } from "./markup.ts";

/** What marks an element that lives through swaps. */
export const preserved = "[hx-preserve],[data-hx-preserve]";

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
    if (!found.has(id))
      found.set(
        id,
        firstWithId(root, id, (element) => mayGoOn(element, keeper)),
      );
    return found.get(id);
  };
}

/**
 * Runs `swap` of a host, which takes the first element with the id for the one to preserve, and for the one whose attributes a
 * new one settles from: meanwhile, none has it that may not go on.
 */
export function hidingIds(job: SwapJob, context: DomContext, swap: () => void): void {
  const { target, options } = job;
  const keeper = { target, context, source: options.source };
  const hidden = new Map<Element, string>();
  const hide = (ids: Iterable<string>, mayStay: (element: Element) => boolean): void => {
    for (const id of ids) for (const element of withId(document, id)) if (!mayStay(element)) hidden.set(element, id);
  };
  hide(preservedIds(job), (element) => mayGoOn(element, keeper));
  hide(settlingIds(job, context), (element) => !isInDeadRegion(element, context));
  for (const element of hidden.keys()) removeAttribute(element, "id");
  try {
    swap();
  } finally {
    for (const [element, id] of hidden) setAttribute(element, "id", id);
  }
}

const preservedIds = ({ content }: SwapJob): Set<string> =>
  typeof content === "string" && !/hx-preserve/i.test(content) ? new Set() : idsOf(rootOf(content), preserved);

/** What is alive in the content, of a page that has dead regions. A morph settles nothing, and finds its own by their ids. */
function settlingIds({ content, flags, style }: SwapJob, context: DomContext): Set<string> {
  const { disabled } = context;
  const mayHold = typeof content !== "string" || flags & HAS_IDS;
  if (style.morph || !mayHold || !disabled || !query(document, disabled)) return new Set();
  return idsOf(rootOf(content), "[id]", (element) => !isInDeadRegion(element, context));
}

function rootOf(content: string | DocumentFragment): DocumentFragment {
  if (typeof content !== "string") return content;
  const template = createElement(document, "template");
  template.innerHTML = markup(content);
  return template.content;
}

function idsOf(root: DocumentFragment, selector: string, counts?: (element: Element) => boolean): Set<string> {
  const found = [...queryAll<Element>(root, selector)];
  return new Set((counts ? found.filter(counts) : found).map(idOf).filter((id) => id));
}
