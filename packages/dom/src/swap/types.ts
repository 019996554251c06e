/** What a caller may add to a swap. */
import type { DomContext } from "../context.ts";

export interface SwapOptions {
  readonly context?: DomContext;
  /** The element that asks for the swap, where it is not the target: `show:` and events refer to it. */
  readonly element?: Element;
  /** `hx-select`: a CSS selector of the part of the markup to swap in. */
  readonly select?: string | undefined;
  /** `hx-select-oob`: parts of the markup to swap elsewhere. */
  readonly selectOob?: string | undefined;
  /** What the markup is, for `sanitize`; default `event`. */
  readonly source?: "event" | "response";
  /** Called when the new content stands in the document, with its elements. */
  readonly swapped?: (elements: readonly Element[]) => void;
  /**
   * Called instead of `swapped` and `settled` for a swap that never touches the document: a later one into the same target
   * came before the frame, or the target left the document before its delay was over.
   */
  readonly superseded?: () => void;
  /** Called when it has settled. */
  readonly settled?: (elements: readonly Element[]) => void;
}
