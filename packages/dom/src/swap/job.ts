/** One swap at the moment it is written, and what it changed. */
import type { SwapSpec } from "@sse/parser";
import type { DomContext } from "../context.ts";
import { HAS_BINDINGS, HAS_MARKUP } from "./content.ts";
import type { Style } from "./style.ts";
import type { SwapOptions } from "./types.ts";

/** All that is known when a swap is about to be written. */
export interface SwapJob {
  readonly target: Element;
  /** Markup that may be written, or the fragment that `sanitize` made of it. */
  readonly content: string | DocumentFragment;
  /** What the content may hold: flags of `content.ts`. */
  readonly flags: number;
  readonly style: Style;
  readonly spec: SwapSpec;
  readonly options: SwapOptions;
  readonly context: DomContext;
}

/** What a swap did to the document, out-of-band parts included. */
export interface Change {
  /** The new top-level elements; empty where nobody asks for them. */
  elements: readonly Element[];
  /** What wears the settling class: the subjects, and what was replaced out of band. */
  settling: readonly Element[];
  /** What is to be done to settle. */
  tasks: readonly (() => void)[];
  /** What `scroll:` and `show:` speak of: the target, or what replaced it. */
  subjects: readonly Element[];
}

/** Whether the new elements are handed to the context. */
export function isBound({ flags, context }: SwapJob): boolean {
  return (flags & (context.processAlways ? HAS_MARKUP : HAS_BINDINGS)) > 0;
}
