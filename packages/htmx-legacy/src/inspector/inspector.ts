/** `inspector.js`: puts the inspector on the page as soon as `window.sse` has a registry, and follows it when that starts anew. */
import type { Registry } from "@sse/core";
import type { InspectedWindow } from "../inspect.ts";
import { createPanel, type Panel } from "./panel.ts";

const page = window as InspectedWindow & { readonly sse?: Inspected };
/** Of a page whose scripts are bundled, given to `open`. */
let given: Inspected | undefined;
type Inspected = { readonly registry: Registry | undefined };

let registry: Registry | undefined;
let panel: Panel | undefined;
/** Asked for before the page had a registry. */
let awaited = false;

function follow(): void {
  const present = (given ?? page.sse)?.registry;
  if (!present || present === registry) return;
  const opens = panel?.isOpen ?? awaited;
  panel?.remove();
  registry = present;
  panel = createPanel(present);
  if (opens) panel.open();
}

function begin(): void {
  page.sseInspector = {
    open(sse) {
      given = sse;
      follow();
      awaited = true;
      panel?.open();
    },
  };
  for (const type of ["htmx:sseOpen", "htmx:sseError", "readystatechange"]) document.addEventListener(type, follow);
  window.addEventListener("load", follow);
  follow();
}

// A second script tag leaves the first one at work: two panels would show everything twice.
if (!page.sseInspector) begin();
