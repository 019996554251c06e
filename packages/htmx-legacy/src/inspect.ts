/** Loads the inspector when somebody asks for it: the bundles are not to weigh more for it. */
import { scriptUrl } from "@sse/dom";
import { baseOf, createElement, globalOf, headOf, insertBefore } from "@sse/dom/native";
import type { Sse } from "./start.ts";

/** What `inspector.js` puts on the window. */
export interface InspectedWindow extends Window {
  sseInspector?: {
    /** Opens the inspector on what `sse` has, or does so as soon as that has a registry. */
    open(sse: Pick<Sse, "registry">): void;
  };
}

/**
 * Makes `inspect` of `sse` for the bundle that `own`, the running script element, has loaded: `inspector.js` is beside it. A
 * module has no such element; there it is looked for beside the page.
 */
export function createInspect(
  sse: Pick<Sse, "registry">,
  own: HTMLScriptElement | null = null,
): (url?: string) => Promise<void> {
  const inspector = () => globalOf("sseInspector") as InspectedWindow["sseInspector"];
  let loading: Promise<unknown> | undefined;

  const load = (url: string): Promise<unknown> =>
    new Promise((end) => {
      // A policy may let in only what has the nonce.
      const given = { src: scriptUrl(url), nonce: own?.nonce ?? "", onload: end, onerror: end };
      insertBefore(headOf(document), Object.assign(createElement(document, "script"), given), null);
    });

  return async (url = new URL("inspector.js", own?.src || baseOf(document)).href) => {
    if (!inspector()) await (loading ??= load(url));
    loading = undefined;
    // Asked even after a `load`: some servers answer what they do not have with a page.
    const loaded = inspector();
    if (!loaded)
      throw new Error(`sse: no inspector at ${url}: put inspector.js there, from the folder that sse.min.js is from`);
    loaded.open(sse);
  };
}
