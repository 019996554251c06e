/** `@sse/htmx-legacy/jsx/solid`: the attributes on every element of Solid's JSX. */
import type { SseAttributes } from "./attributes.ts";

// Loads what is added to.
export type { JSX } from "solid-js";

declare module "solid-js" {
  namespace JSX {
    // Its name has to be the one that Solid gave it.
    // oxlint-disable-next-line no-unused-vars
    interface DOMAttributes<T> extends SseAttributes {}
  }
}
