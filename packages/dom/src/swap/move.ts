/** Moves within the document, after which as much goes on as the engine and we can manage. */
import { insertBefore, moveBefore } from "../native/node.ts";
import { holdTopLayer } from "./top-layer.ts";

/** Moves `node` before `next`. `moveBefore` keeps focus, frames and animations, where the browser has it and the two share a document. */
export function move(node: Node, parent: ParentNode | null, next: Node | null): void {
  try {
    if (parent && moveBefore(parent, node, next)) return;
  } catch {
    // Not both in one document: an ordinary move is all there is.
  }
  if (!parent) return;
  const reopen = node instanceof Element && holdTopLayer(node);
  insertBefore(parent, node, next);
  if (reopen) reopen();
}
