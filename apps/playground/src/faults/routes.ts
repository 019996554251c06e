/** `/faults`: the page, the visitor's own stream, and the buttons that do it harm. */
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono } from "hono";
import type { Environment, RouteContext } from "../environment.ts";
import { eventStream } from "../streams/event-stream.ts";
import { faultNames } from "./desk.ts";
import { createDesks } from "./desks.ts";
import { faultPage } from "./page.ts";

/** As if nobody were there: the connection is closed without a word. */
function noAnswer({ env }: RouteContext): Response {
  env.outgoing.destroy();
  return RESPONSE_ALREADY_SENT;
}

export function faultRoutes(): Hono<Environment> {
  const routes = new Hono<Environment>();
  const desks = createDesks();
  routes.get("/faults", (context) => {
    context.header("Cache-Control", "no-store");
    return context.html(faultPage(desks.newKey()));
  });
  routes.get("/faults/:key/stream", (context) => {
    const desk = desks.desk(context.req.param("key"));
    if (!desk) return context.text("No desk is free.", 503, { "Retry-After": "10" });
    const greeting = desk.greet();
    if (greeting === "unavailable") return context.text("Closed for ten seconds, as you asked.", 503);
    return greeting === "stream" ? eventStream(context, desk.serve) : noAnswer(context);
  });
  for (const name of [...faultNames, "restart"] as const) {
    routes.post(`/faults/:key/${name}`, (context) => {
      const key = context.req.param("key");
      const desk = desks.known(key);
      if (!desk) return context.text("This desk has no stream: the page opens one, with JavaScript.", 409);
      if (desk.greet() === "unreachable") return noAnswer(context);
      const problem = name === "restart" ? desks.restart(key) : desk.inflict(name);
      return problem ? context.text(problem, 409) : context.redirect("/faults", 303);
    });
  }
  return routes;
}
