/**
 * `@sse/dom/native`: the DOM as it is, whatever a page calls its fields and images. Everything in `@sse/dom` and
 * `@sse/htmx-legacy` reads and writes nodes through these functions; `scripts/natives.ts` holds it to that.
 */
export * from "./native/control.ts";
export * from "./native/document.ts";
export * from "./native/element.ts";
export * from "./native/event-target.ts";
export * from "./native/global.ts";
export * from "./native/node.ts";
export * from "./native/query.ts";
