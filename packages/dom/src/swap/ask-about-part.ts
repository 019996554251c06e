/** What the page has to say of a part before it is put: `htmx:oobBeforeSwap`. */
import type { DomContext } from "../context.ts";
import { fire } from "../events.ts";
import { isInDeadRegion } from "./dead.ts";

/** What the page is asked about, and may change. */
export interface AskedPart {
  readonly elt: Element;
  shouldSwap: boolean;
  target: Element;
  fragment: DocumentFragment;
}

/**
 * Asks the page, as htmx 2 does: it may leave the part out, change it, or have it put elsewhere. `undefined`: it is put nowhere,
 * which also holds where a listener has made its place dead.
 */
export function askAboutPart(target: Element, fragment: DocumentFragment, context: DomContext): AskedPart | undefined {
  const part: AskedPart = { elt: target, shouldSwap: true, target, fragment };
  const isWanted = fire(target, "htmx:oobBeforeSwap", part, true) && part.shouldSwap;
  return isWanted && !isInDeadRegion(part.target, context) ? part : undefined;
}
