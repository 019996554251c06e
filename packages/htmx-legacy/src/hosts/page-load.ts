/**
 * `htmx:load` of the page itself, as htmx 2 raises it on `body`: scripts that enhance new elements begin with those that came
 * with the page.
 */
import { fire } from "@sse/dom";
import { bodyOf, unlisten } from "@sse/dom/native";

const told = new WeakSet<Element>();

/** Raises it, once for a page, however often that is started. */
export function announcePage(): void {
  const body = bodyOf(document);
  if (told.has(body)) return;
  told.add(body);
  fire(body, "htmx:load", { elt: body });
}

/** Until then, htmx 4's extension `htmx-2-compat` tells of the page without saying which element is new. */
export function dropNameless(event: Event): void {
  const { target, detail } = event as CustomEvent<{ readonly elt?: Element } | null>;
  const body = bodyOf(document);
  // Every swap of ours raises such events: nothing may hear them for nothing.
  if (told.has(body)) return unlisten(document, "htmx:load", dropNameless, true);
  if (target === body && !detail?.elt) event.stopImmediatePropagation();
}
