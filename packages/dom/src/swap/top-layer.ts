/** Open popovers and modal dialogs: where an engine moves elements by taking them out of the document, they leave the top layer. */
import { blur, showModal, showPopover } from "../native/control.ts";
import { bodyOf, focusedOf } from "../native/document.ts";
import { hasAttribute, matches, removeAttribute } from "../native/element.ts";
import { canMove, contains, isConnected } from "../native/node.ts";
import { queryAll } from "../native/query.ts";
import { holderOf, refocus, selectionOf, unheard } from "./focus.ts";
import { oweChange } from "./owed-change.ts";

/** What this browser can tell of; nothing where it moves elements without taking them out. */
const open = (canMove ? [] : [":popover-open", "dialog:modal"])
  .filter((selector) => globalThis.CSS?.supports?.(`selector(${selector})`))
  .join();

/** One that was closed has no `open` any more; of one that was taken out, nothing else tells. */
const isModal = (element: Element): boolean => matches(element, "dialog[open]");

/**
 * Gives what opens again what stands in the top layer now, in `root` and itself, where it has left it meanwhile. A dialog that
 * opens, or a popover, may take the focus: what had it before has it again, and nobody hears of either.
 */
export function holdTopLayer(root: Element): () => void {
  const held = open ? [...(matches(root, open) ? [root] : []), ...queryAll(root, open)] : [];
  if (!held.length) return () => {};
  const active = focusedOf(document) ?? bodyOf(document);
  const holder = holderOf(active);
  const selection = selectionOf(holder);
  return () => {
    const closed = held.filter(
      (element) =>
        isConnected(element) && !matches(element, open) && (isModal(element) || hasAttribute(element, "popover")),
    );
    if (!closed.length) return;
    const hadFocus = closed.some((element) => contains(element, active)) && isConnected(holder);
    unheard(["focus", "focusin", "blur", "focusout"], () => {
      for (const element of closed) reopen(element);
      if (active === bodyOf(document)) blur(focusedOf(document) ?? active);
      else if (isConnected(holder)) refocus(holder, selection, false, holder);
    });
    if (hadFocus) oweChange(holder);
  };
}

function reopen(element: Element): void {
  if (!isModal(element)) return showPopover(element);
  removeAttribute(element, "open");
  showModal(element);
}
