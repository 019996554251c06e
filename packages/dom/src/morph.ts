/** The morph of the `morph` styles: idiomorph, told to leave alone what a person has typed, chosen or opened, and what is to be preserved. */
import { Idiomorph } from "idiomorph";
import { idOf } from "./attributes.ts";
import type { Morph } from "./context.ts";
import { keepingState } from "./morph-keeping.ts";
import { localNameOf, matches, removeAttribute, setAttribute } from "./native/element.ts";
import { copyOf, isElement, isEqual, parentElementOf, replace } from "./native/node.ts";
import { query, queryAll } from "./native/query.ts";
import { isInside } from "./swap/dead.ts";
import { preserved } from "./swap/live-id.ts";

/**
 * Changes `target` (or its content) into `content` with as few changes as may be; elements that match keep their state, their
 * focus and selection, and what is typed in them. Gives the top-level nodes that now stand there. To be handed to a
 * context as its `morph`.
 */
export const morph: Morph = (target, content, style, disabled, renew) => {
  const mayHold = disabled && (query(target, disabled) || query(content, disabled));
  const held = new Set(mayHold ? heldIn(target, disabled) : []);
  if (mayHold) freeIds(content, target, held, disabled);
  // White space around the one root of an outer morph would pile up beside it.
  const nodes = style === "outerHTML" && content.firstElementChild ? content.children : content.childNodes;
  // A piece of content with the target's own id would be taken for the target, and moved into itself.
  const id = idOf(target);
  const twin = id && style === "innerHTML" && content.querySelector(`#${CSS.escape(id)}`);
  if (twin) removeAttribute(target, "id");
  const scripts: [old: Element, fresh: Element][] = [];
  try {
    const morphed = keepingState(Idiomorph, { disabled, renew })(target, [...nodes], {
      morphStyle: style,
      head: { style: "none" },
      callbacks: {
        beforeNodeMorphed(old, fresh) {
          if (isScript(old) && isScript(fresh)) {
            // One that never ran would run, as something else, when its text or its source changes.
            if (!isSameScript(old, fresh)) scripts.push([old, fresh]);
            return false;
          }
          return !stays(old, fresh, held);
        },
        beforeNodeRemoved: (old) => !stays(old, null, held),
      },
    });
    for (const [old, fresh] of scripts) replace(old, fresh);
    const successors = new Map<Node, Node>(scripts);
    // Only heads make a promise of it.
    return (morphed as Node[]).map((node) => successors.get(node) ?? node);
  } finally {
    if (twin) setAttribute(target, "id", id);
  }
};

const fields = "input,select,textarea";

/** What is inside of dead regions, as it is before the morph moves anything. */
const heldIn = (root: ParentNode, disabled: string): Element[] =>
  [...queryAll(root, `[id],${preserved}`)].filter((element) => isInside(parentElementOf(element), disabled));

/** A piece of a dead region takes no element that is alive for its own. */
function freeIds(content: DocumentFragment, target: Element, held: ReadonlySet<Element>, disabled: string): void {
  const fresh = heldIn(content, disabled);
  if (!fresh[0]) return;
  const live = new Set<string>();
  for (const element of queryAll(target, "[id]")) if (!held.has(element)) live.add(idOf(element));
  for (const element of fresh) if (live.has(idOf(element))) removeAttribute(element, "id");
}

/** Preserved, or with nothing to do in it: written like its successor, and no fields, whose values may differ from that. */
function stays(old: Node, fresh: Node | null, held: ReadonlySet<Element>): boolean {
  if (!(old instanceof Element)) return false;
  if (matches(old, preserved) && !held.has(old)) return true;
  return isEqual(old, fresh) && !matches(old, fields) && !query(old, fields);
}

const isScript = (node: Node): node is Element => isElement(node) && localNameOf(node) === "script";

/** Browsers hide the nonce of what stands in the document, so it says nothing. */
function isSameScript(old: Element, fresh: Element): boolean {
  const [one, other] = [copyOf(old, true), copyOf(fresh, true)];
  for (const script of [one, other]) removeAttribute(script, "nonce");
  return isEqual(one, other);
}
