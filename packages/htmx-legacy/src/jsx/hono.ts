/** `@sse/htmx-legacy/jsx/hono`: the attributes on every element of Hono's JSX. */
import type { SseAttributes } from "./attributes.ts";

// Loads what is added to.
export type { JSX } from "hono/jsx";

declare module "hono/jsx" {
  namespace JSX {
    interface HTMLAttributes extends SseAttributes {}
  }
}
