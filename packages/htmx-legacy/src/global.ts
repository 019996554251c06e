/** `window.sse`: what a page has of this package. */
import type { Sse } from "./start.ts";

/** What the browser bundles put on the window, and `index.js` exports as `sse`. */
export interface SseGlobal extends Sse {
  readonly version: string;
  /**
   * Opens the inspector on this page: its connections and messages. The first call loads `inspector.js` from beside the
   * bundle (of a module: beside the page), or from `url`, unless it is there already. Rejects if it is not there.
   */
  inspect(url?: string): Promise<void>;
}

declare global {
  interface Window {
    /** There once a bundle has been loaded by a script tag, or a script of the page has put it there. */
    sse: SseGlobal;
  }
  /** The same, as pages write it. */
  var sse: SseGlobal;
}
