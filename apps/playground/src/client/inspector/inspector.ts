/** `inspector.js`: puts the inspector on the page as soon as `window.sse` has a registry, and follows it when that starts anew. */
import type { Registry } from "@sse/core";
import { createPanel, type Panel } from "./panel.ts";

declare global {
  interface Window {
    sse?: { readonly registry?: Registry };
    /** Opens the inspector of this page. */
    sseInspector?: { open(): void };
  }
}

let registry: Registry | undefined;
let panel: Panel | undefined;

function follow(): void {
  const present = window.sse?.registry;
  if (!present || present === registry) return;
  const wasOpen = panel?.isOpen ?? false;
  panel?.remove();
  registry = present;
  panel = createPanel(present);
  if (wasOpen) panel.open();
}

window.sseInspector = {
  open() {
    follow();
    panel?.open();
  },
};
for (const type of ["htmx:sseOpen", "htmx:sseError", "readystatechange"]) document.addEventListener(type, follow);
window.addEventListener("load", follow);
follow();
