/** What a script tag does: puts `sse` on the window and starts when the document is ready. */
import { globalOf, listen, readyStateOf, runningScriptOf } from "@sse/dom/native";
import type { SseGlobal } from "./global.ts";
import { createInspect } from "./inspect.ts";
import { createSse, type SseParts } from "./start.ts";
import { version } from "./version.ts";

/** Publishes `window.sse`, once: a second script tag leaves the first one at work. */
export function publish(parts: SseParts): void {
  if ((globalOf("sse") as Partial<SseGlobal> | undefined)?.version) return;
  const face = createSse(window, parts);
  const sse: SseGlobal = Object.assign(face, { version, inspect: createInspect(face, runningScriptOf(document)) });
  // Not by assignment: that would go to whatever frame has the name.
  Object.defineProperty(window, "sse", { value: sse, writable: true, enumerable: true, configurable: true });
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
  if (readyStateOf(document) === "complete") return begin();
  // Deferred scripts and modules run before DOMContentLoaded: whichever order they stand in, htmx is there by then. A
  // script that comes later than that event still meets the load of the page.
  listen(document, "DOMContentLoaded", begin);
  addEventListener("load", begin);
}
