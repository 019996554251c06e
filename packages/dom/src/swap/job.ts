/** One swap at the moment it is written, and what it changed. */
import type { SwapSpec } from "@sse/parser";
import type { HostModifiers } from "./host-modifiers.ts";
import type { Style } from "./style.ts";

/** What a caller may add to a swap. */
export interface JobOptions {
  /** The element that asks for the swap, where it is not the target: `show:` and events refer to it. */
  readonly element?: Element;
  /** `hx-select`: a CSS selector of the part of the markup to swap in. */
  readonly select?: string | undefined;
  /** `hx-select-oob`: parts of the markup to swap elsewhere. */
  readonly selectOob?: string | undefined;
  /** Modifiers of the `hx-swap` that only the host knows. */
  readonly hostModifiers?: HostModifiers | undefined;
  /** What the markup is, for `sanitize`; default `event`. */
  readonly source?: "event" | "response";
  /** `htmx:afterSwap`, `htmx:load` and `htmx:afterSettle` are raised. */
  readonly announces?: boolean;
  /** Finds the target again when it was replaced while the swap waited for its transition. */
  readonly aim?: () => Element | null;
  /** Called when the new content stands in the document, before it settles. */
  readonly stands?: () => void;
  /**
   * Like `stands`, with the new elements, which are looked up for it, and with what is told of the swap: the target, or what
   * replaced it, and what was replaced out of band. Beside htmx none are known.
   */
  readonly swapped?: (elements: readonly Element[], told: readonly Element[]) => void;
  /** Asked when a swap that has waited is to be written: whether it is asked for anew, and not written now. */
  readonly comesAgain?: () => boolean | undefined;
  /**
   * Called instead of `stands`, `swapped` and `settled` for a swap that never touches the document: a later one into the same target
   * came before the frame, or the target left the document before its delay or its turn was over, and nothing took its place,
   * or it comes again.
   */
  readonly superseded?: () => void;
  /** Called when it has settled, with the same. */
  readonly settled?: (elements: readonly Element[], told: readonly Element[]) => void;
}

/** All that is known when a swap is about to be written. */
export interface SwapJob {
  readonly target: Element;
  /** Markup that may be written, or the fragment that `sanitize` made of it. */
  readonly content: string | DocumentFragment;
  /** What the content may hold: flags of `content.ts`. */
  readonly flags: number;
  readonly style: Style;
  readonly spec: SwapSpec;
  readonly options: JobOptions;
}

/** What a swap did to the document, out-of-band parts included. */
export interface Change {
  /** The new top-level elements; empty where nobody asks for them. */
  readonly elements: readonly Element[];
  /** What wears the settling class: the subjects, and what was replaced out of band. */
  readonly settling: readonly Element[];
  /** What is to be done to settle. */
  readonly tasks: readonly (() => void)[];
  /** What `scroll:` and `show:` speak of: the target, or what replaced it. */
  readonly subjects: readonly Element[];
}
