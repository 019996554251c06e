/** `@sse/htmx-legacy/jsx/react`: the attributes on every element of React's JSX. */
import type { SseAttributes } from "./attributes.ts";

// Loads what is added to.
export type { HTMLAttributes } from "react";

declare module "react" {
  interface HTMLAttributes<T> extends SseAttributes {}
  interface SVGAttributes<T> extends SseAttributes {}
}
