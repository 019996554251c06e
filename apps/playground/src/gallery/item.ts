/** An item of the gallery: a page, the markup that runs on it, and the routes of its streams. */
import type { Hono } from "hono";
import type { Environment, RouteContext } from "../environment.ts";
import type { Markup } from "../web/markup.ts";

export interface Item {
  /** The last part of its address and the name of its markup's file. */
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  /** What to notice, below the live part. */
  readonly notes: readonly Markup[];
  readonly size: "s" | "m" | "l";
  readonly scripts?: readonly string[];
  readonly styles?: readonly string[];
  /** Fills in what the markup needs of this request: a room, what was said before. Default: the file as it is. */
  fill?(markup: string, context: RouteContext): string;
  /** Its streams and requests, below `/gallery/<slug>/`. */
  routes(app: Hono<Environment>): void;
}
