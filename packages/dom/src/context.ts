/** What the bindings are given by the layer above: configuration, and what to do with content that comes and goes. */
import type { Message } from "@sse/core";
import type { SwapSpec } from "@sse/parser";
import type { DomConfig } from "./config.ts";

/** Morphs `target` (or its content) into the new content; gives the top-level nodes that now stand there. */
export type Morph = (target: Element, content: DocumentFragment, style: "innerHTML" | "outerHTML") => Node[];

/** The surroundings of every binding, request and swap. One per page (or per shadow root). */
export interface DomContext {
  readonly config: DomConfig;
  /** New content stands in the document: bind what it asks for. `root` and everything below it is new. */
  process(root: Element): void;
  /** What is in `target`, or `target` itself with it where `whole`, is about to be removed by a swap and still stands. */
  release?(target: Element, whole: boolean): void;
  /** The morph of `morph`, `morph:innerHTML` and `morph:outerHTML`; without one they are reported and replaced plainly. */
  morph?: Morph | undefined;
  /**
   * Swaps a style that the engine does not know; `false` when it does not know it either. `element` asks for the swap,
   * `target` is swapped.
   */
  swapStyle?(style: string, target: Element, html: string, spec: SwapSpec, element: Element): boolean;
  /** Content is given to `process` even when nothing in it looks like ours: a host may care for any link. */
  readonly processAlways?: boolean;
  /**
   * A named event came in a response that is itself an event stream, asked for by `element`: what listens for it at and
   * below `element` hears it.
   */
  streamed?(element: Element, message: Message): void;
  /** A report for the person who wrote the page: what is wrong with this element, and what to write instead. */
  report(element: Element | null, code: string, message: string): void;
}
