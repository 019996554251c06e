/** An item of the gallery: a page, the markup that runs on it, and the routes of its streams. */
import type { Hono } from "hono";
import type { Environment, RouteContext } from "../environment.ts";
import type { Markup } from "../web/markup.ts";

/** What the markup of a page is made of besides its file. */
export interface Furnishing {
  /** Fills in what the markup needs of this request, such as a room. */
  fill(markup: string, context: RouteContext): string;
  /** Replaces comments of the markup by what stands there when it runs, such as a history. */
  furnish(markup: string, context: RouteContext): string;
}

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
  /** Adds its streams and requests, below `/gallery/<slug>/`. Gives what its page needs of them. */
  routes(app: Hono<Environment>): Furnishing | void;
}
