/** `/faults`: the page, the visitor's own stream, and the buttons that do it harm. */
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import type { Environment, RouteContext } from "../environment.ts";
import type { Playground } from "../playground.ts";
import { eventStream } from "../streams/event-stream.ts";
import { faultNames } from "./desk-state.ts";
import { createDesks } from "./desks.ts";
import { faultPage } from "./page.ts";

/** As if nobody were there: the connection is closed without a word. */
function noAnswer({ env }: RouteContext): Response {
  env.outgoing.destroy();
  return RESPONSE_ALREADY_SENT;
}

export function faultRoutes({ log }: Playground): Hono<Environment> {
  const routes = new Hono<Environment>();
  const desks = createDesks(log);
  const keyIn = (context: RouteContext): string => {
    const key = context.req.param("key") ?? "";
    if (!desks.isKey(key)) throw new HTTPException(404, { message: "This is the key of no desk." });
    return key;
  };
  routes.get("/faults", (context) => {
    context.header("Cache-Control", "no-store");
    return context.html(faultPage(desks.newKey()));
  });
  routes.get("/faults/:key/stream", async (context) => {
    const { outgoing } = context.env;
    const desk = await desks.open(keyIn(context), context.req.header("Last-Event-ID") ?? "");
    if (outgoing.destroyed) desk.leave();
    outgoing.once("close", desk.leave);
    if (desk.greeting === "unavailable") return context.text("Closed for ten seconds, as you asked.", 503);
    return desk.greeting === "stream" ? eventStream(context, desk.serve) : noAnswer(context);
  });
  for (const name of [...faultNames, "restart"] as const) {
    routes.post(`/faults/:key/${name}`, async (context) => {
      const key = keyIn(context);
      const greeting = await desks.greet(key);
      if (!greeting) return context.text("This desk has no stream: the page opens one, with JavaScript.", 409);
      if (greeting === "unreachable") return noAnswer(context);
      const problem = await desks.give(key, name);
      return problem ? context.text(problem, 409) : context.redirect("/faults", 303);
    });
  }
  return routes;
}
