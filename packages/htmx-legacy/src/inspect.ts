/** Loads the inspector when somebody asks for it: the bundles are not to weigh more for it. */
import { scriptUrl } from "@sse/dom";

/** What `inspector.js` puts on the window. */
export interface InspectedWindow extends Window {
  sseInspector?: {
    /** Opens the inspector, or does so as soon as the page has a registry. */
    open(): void;
  };
}

/**
 * Makes `sse.inspect` for the bundle that `own`, the running script element, has loaded: `inspector.js` is beside it. A
 * module has no such element; there it is looked for beside the page.
 */
export function createInspect(own: HTMLScriptElement | null): (url?: string) => Promise<void> {
  const page = window as InspectedWindow;
  let loading: Promise<unknown> | undefined;

  const load = (url: string): Promise<unknown> =>
    new Promise((end) => {
      // A policy may let in only what has the nonce.
      const given = { src: scriptUrl(url), nonce: own?.nonce ?? "", onload: end, onerror: end };
      document.head.append(Object.assign(document.createElement("script"), given));
    });

  return async (url = new URL("inspector.js", own?.src || document.baseURI).href) => {
    if (!page.sseInspector) await (loading ??= load(url));
    loading = undefined;
    // Asked even after a `load`: some servers answer what they do not have with a page.
    if (!page.sseInspector) throw new Error(`sse: no inspector at ${url}`);
    page.sseInspector.open();
  };
}
