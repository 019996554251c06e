/** What the bindings are given by the layer above: configuration, and what to do with content that comes and goes. */
import type { Message } from "@sse/core";
import type { DomConfig } from "./config.ts";
import type { SwapJob } from "./swap/job.ts";

/**
 * Morphs `target` (or its content) into the new content; gives the top-level nodes that now stand there. `disabled` matches what is
 * dead, with all below it. `renew` is told of elements that stay with other attributes by which a host binds.
 */
export type Morph = (
  target: Element,
  content: DocumentFragment,
  style: "innerHTML" | "outerHTML",
  disabled?: string,
  renew?: (element: Element) => void,
) => Node[];

/** Writes a swap into the document, or has it written, before it returns. */
export type Writer = (job: SwapJob, context: DomContext) => void;

/** The surroundings of every binding, request and swap. One per page (or per shadow root). */
export interface DomContext {
  readonly config: DomConfig;
  /** New content stands in the document: bind what it asks for. `root` and everything below it is new. */
  process(root: Element): void;
  /** What is in `target`, or `target` itself with it where `whole`, is about to be removed by a swap and still stands. */
  release?(target: Element, whole: boolean): void;
  /** The same will go later, unless a host's swap is cancelled. Gives whether there is something that another may take over. */
  expectReplacement?(target: Element, whole: boolean): boolean;
  /** An element has stayed where new content came, and has taken over attributes by which a host binds it. */
  renew?(element: Element): void;
  /** The morph of `morph`, `morph:innerHTML` and `morph:outerHTML`; without one they are reported and replaced plainly. */
  morph?: Morph | undefined;
  /** Matches what is dead to us, with all below it: `hx-disable`. Absent: nothing is. */
  readonly disabled?: string;
  /** Puts what has passed the gate into the document: `writeAlone`, or a host's own swap. */
  readonly write: Writer;
  /** Raises an event of new content as the host does; `asking` is the element that asked for it. Default: a DOM event. */
  raise?(element: Element, type: string, detail: object, asking: Element): void;
  /** What extensions of the host make of the data of an event before `element` has it swapped in. */
  readonly transform?: ((html: string, element: Element) => string) | undefined;
  /** Styles that the engine does not know, or has no morph for, are the writer's. */
  readonly hostStyles?: boolean;
  /** So are modifiers of `hx-swap` that the engine does not know. */
  readonly hostModifiers?: boolean;
  /** A host has put something into `root`, and processes it itself: bind at once what it asks of us. */
  discover?(root: Element): void;
  /** Whether content of `target` is given to `process` even when nothing in it looks like ours: a host may care for any link. */
  hostCares?(target: Element): boolean;
  /**
   * A named event came in a response that is itself an event stream, asked for by `element`: what listens for it at and
   * below `element` hears it.
   */
  streamed?(element: Element, message: Message): void;
  /**
   * A report for the person who wrote the page: what is wrong with this element, and what to write instead; with `info`, what
   * may be meant so.
   */
  report(element: Element | null, code: string, message: string, level?: "warn" | "info"): void;
}
