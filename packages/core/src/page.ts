/** What the page around a stream is doing: in view, in the back/forward cache, back online. In Node there is none. */

/** The few globals of a page, by shape: this package knows no DOM. */
interface Page {
  readonly document?: { readonly visibilityState?: string; readonly baseURI?: string };
  readonly location?: { readonly href: string };
  readonly origin?: string;
  addEventListener?(type: string, listener: (event: { readonly type: string }) => void, capture: true): void;
  removeEventListener?(type: string, listener: (event: { readonly type: string }) => void, capture: true): void;
}

const page = globalThis as Page;

/** `freeze` and `resume` do not bubble to the window, so it listens on the way down. */
const SIGNALS = ["pagehide", "pageshow", "online", "visibilitychange", "freeze", "resume"];

/** Hears of the page's comings and goings by the name of their DOM event. Returns the undo. */
export function watchPage(listener: (signal: string) => void): () => void {
  const heard = (event: { readonly type: string }) => listener(event.type);
  for (const type of SIGNALS) page.addEventListener?.(type, heard, true);
  return () => {
    for (const type of SIGNALS) page.removeEventListener?.(type, heard, true);
  };
}

/** Whether the tab is out of view; `false` without a page. */
export function isHidden(): boolean {
  return page.document?.visibilityState === "hidden";
}

/** The base of relative URLs, where there is a page or a worker. */
export function pageUrl(): string | undefined {
  return page.document?.baseURI ?? page.location?.href;
}

/** Whether this URL stays within the page's origin; without a page everything does. */
export function isSameOrigin(url: string): boolean {
  const { origin } = new URL(url);
  return (page.origin ?? origin) === origin;
}
