/** Open popovers and modal dialogs: where an engine moves elements by taking them out of the document, they leave the top layer. */
import { showModal, showPopover } from "../native/control.ts";
import { localNameOf, matches, removeAttribute } from "../native/element.ts";
import { canMove, isConnected } from "../native/node.ts";
import { queryAll } from "../native/query.ts";

/** What this browser can tell of; nothing where it moves elements without taking them out. */
const open = (canMove ? [] : [":popover-open", "dialog:modal"])
  .filter((selector) => globalThis.CSS?.supports?.(`selector(${selector})`))
  .join();

/** Gives what opens again what stands in the top layer now, in `root` and itself, where it has left it meanwhile. */
export function holdTopLayer(root: Element): () => void {
  const held = open ? [...(matches(root, open) ? [root] : []), ...queryAll(root, open)] : [];
  return () => {
    for (const element of held) {
      if (!isConnected(element) || matches(element, open)) continue;
      if (localNameOf(element) !== "dialog") showPopover(element);
      else {
        removeAttribute(element, "open");
        showModal(element);
      }
    }
  };
}
