/** `@sse/htmx-legacy/jsx/preact`: the attributes on every element of Preact's JSX. */
import type { SseAttributes } from "./attributes.ts";

// Loads what is added to.
export type { HTMLAttributes } from "preact";

declare module "preact" {
  interface HTMLAttributes<RefType extends EventTarget = EventTarget> extends SseAttributes {}
  interface SVGAttributes<Target extends EventTarget = SVGElement> extends SseAttributes {}
}
