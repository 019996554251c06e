/** The attributes as types for JSX: completion and values, whatever draws the page. */
import type { SwapStyle } from "@sse/parser";

/** Any text, without hiding the words that an editor can offer. */
type Text = string & Record<never, never>;

/** What an `hx-swap` begins with, or all of it. */
export type SwapText = SwapStyle | `${SwapStyle} ${string}` | Text;

/** What `hx-sse` says first, most of the time. */
export type SseText = `connect:${string}` | `swap:${string}` | Text;

type Plain = {
  "hx-sse"?: SseText | undefined;
  "hx-trigger"?: string | undefined;
  "hx-swap"?: SwapText | undefined;
  "hx-target"?: string | undefined;
  "sse-connect"?: string | undefined;
  "sse-swap"?: string | undefined;
  "sse-close"?: string | undefined;
};

type Prefixed = { [Name in keyof Plain as `data-${Name}`]?: Plain[Name] };

/** The attributes of this package, and the same with `data-`. */
export interface SseAttributes extends Plain, Prefixed {}
