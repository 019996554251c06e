/** An item of the gallery: a page, the markup that runs on it, and the routes of its streams. */
import type { Hono } from "hono";
import type { Environment, RouteContext } from "../environment.ts";
import type { Playground } from "../playground.ts";
import type { Markup } from "../web/markup.ts";

/**
 * Makes the markup of a page from its file: what is shown, with what it needs of this request filled in, such as a room;
 * and what runs, where comments of the file have given way to what stands there, such as a history.
 */
export type Furnish = (
  markup: string,
  context: RouteContext,
) => Promise<{ readonly shown: string; readonly running: string }>;

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
  /** Adds its streams and requests, below `/gallery/<slug>/`. Gives what makes its markup, where the file alone does not. */
  routes(app: Hono<Environment>, playground: Playground): Furnish | void;
}
