/** What the page around a stream is doing: in view, in the back/forward cache, back online. In Node there is none. */

/** The few globals of a page, by shape: this package knows no DOM. */
interface Page {
  readonly document?: { readonly visibilityState?: string };
  readonly origin?: string;
  addEventListener?(
    type: string,
    listener: (event: { readonly type: string }) => void,
    options: { readonly capture: true; readonly signal: AbortSignal },
  ): void;
}

const page = globalThis as Page;

/** Hears of the page's comings and goings by the name of their DOM event. Returns the undo. */
export function watchPage(listener: (signal: string) => void): () => void {
  const watch = new AbortController();
  for (const type of ["pagehide", "pageshow", "online", "visibilitychange", "freeze", "resume"]) {
    // `freeze` and `resume` do not bubble to the window, so it listens on the way down.
    page.addEventListener?.(type, () => listener(type), { capture: true, signal: watch.signal });
  }
  return () => watch.abort();
}

/** Whether the tab is out of view; `false` without a page. */
export function isHidden(): boolean {
  return page.document?.visibilityState === "hidden";
}

/** Whether this URL stays within the page's origin; without a page everything does. */
export function isSameOrigin(url: string): boolean {
  const { origin } = new URL(url);
  return (page.origin ?? origin) === origin;
}
