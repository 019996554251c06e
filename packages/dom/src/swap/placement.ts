/** What is put into the document, and where. */
import type { DomContext } from "../context.ts";
import type { JobOptions } from "./job.ts";
import type { Style } from "./style.ts";

/** A fragment on its way into the document. */
export interface Placement {
  readonly target: Element;
  readonly fragment: DocumentFragment;
  readonly style: Style;
  readonly context: DomContext;
  /** What brings the content. */
  readonly source: JobOptions["source"];
  /** Giving back the focus may scroll. */
  readonly focusScroll?: boolean;
}
