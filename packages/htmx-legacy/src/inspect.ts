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
 * Makes `sse.inspect` for the bundle that `own` loaded, the script element that runs, if it is not a module:
 * `inspector.js` is beside it.
 */
export function createInspect(own: HTMLScriptElement | null): (url?: string) => Promise<void> {
  const page = window as InspectedWindow;
  let loading: Promise<void> | undefined;

  const load = (url?: string): Promise<void> =>
    new Promise((loaded, failed) => {
      if (!url) throw new Error("sse: inspect(url) needs the address of inspector.js here.");
      const script = document.createElement("script");
      script.src = scriptUrl(url);
      // A policy may let in only what has the nonce.
      if (own) script.nonce = own.nonce;
      const end = (): void => {
        script.remove();
        // Asked even after a `load`: some servers answer what they do not have with a page.
        if (page.sseInspector) loaded();
        else failed(new Error(`sse: no inspector at ${url}`));
      };
      for (const type of ["load", "error"]) script.addEventListener(type, end);
      document.head.append(script);
    });

  return async (url = own?.src && new URL("inspector.js", own.src).href) => {
    if (!page.sseInspector) await (loading ??= load(url).finally(() => (loading = undefined)));
    page.sseInspector?.open();
  };
}
