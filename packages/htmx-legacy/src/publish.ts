/** What a script tag does: puts `sse` on the window and starts when the document is ready. */
import { createInspect } from "./inspect.ts";
import { createSse, type Sse, type SseParts } from "./start.ts";
import { version } from "./version.ts";

/** `window.sse` of the browser bundles. */
export interface SseGlobal extends Sse {
  readonly version: string;
  /**
   * Opens the inspector on this page: its connections and messages. The first call loads `inspector.js` from beside the
   * bundle (of a module: beside the page), or from `url`. Rejects if it is not there.
   */
  readonly inspect: (url?: string) => Promise<void>;
}

/** Publishes `window.sse`, once: a second script tag leaves the first one at work. */
export function publish(parts: SseParts): void {
  const page = window as Window & { sse?: SseGlobal };
  if (page.sse?.version) return;
  const sse: SseGlobal = Object.assign(createSse(window, parts), {
    version,
    inspect: createInspect(document.currentScript as HTMLScriptElement | null),
  });
  page.sse = sse;
  const { stop } = sse;
  let waits = true;
  // A page that is told to stop before it has begun is not to begin.
  sse.stop = () => {
    waits = false;
    stop();
  };
  const begin = (): void => {
    // A page that starts by itself, with its configuration, is not to be started over.
    if (waits && !sse.registry) sse.start();
    waits = false;
  };
  if (document.readyState === "complete") return begin();
  // Deferred scripts and modules run before DOMContentLoaded: whichever order they stand in, htmx is there by then. A
  // script that comes later than that event still meets the load of the page.
  document.addEventListener("DOMContentLoaded", begin);
  addEventListener("load", begin);
}
