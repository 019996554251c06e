/** What one element of the page has been given for its attributes, and how to take it back. */
import type { MessageListener } from "@sse/core";
import type { Description } from "./description.ts";
import type { Source } from "./source.ts";

export interface Binding {
  /** The source that serves the element: its own or the nearest above. */
  readonly source: Source | undefined;
  readonly description: Description;
  /** Swaps a message into what the element says. */
  readonly swap: MessageListener;
  /** Takes back every subscription and trigger; the element's own source is not touched. */
  readonly undo: (() => void)[];
}
