/** What the parts of the help are given: what a page wants, and how to tell. */

/** What a page wants of a stream. */
export interface Wants {
  /** An element that is a source of it. */
  readonly element: Element | null;
  /** The names of events that it waits for. */
  readonly names: readonly string[];
  /** Those that end it. */
  readonly closes: readonly string[];
}

/** Says something on the console that is no mistake for sure. */
export type Say = (element: Element | null, code: string, message: string) => void;
