/** What every route of the playground is given by Node: the request and the response it stands on. */
import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";

export interface Environment {
  Bindings: HttpBindings;
}

export type RouteContext = Context<Environment>;
