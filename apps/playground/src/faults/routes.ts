/** `/faults`: the page, the visitor's own stream, and the buttons that do it harm. */
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono } from "hono";
import type { Environment } from "../environment.ts";
import { eventStream } from "../streams/event-stream.ts";
import { faultNames } from "./desk.ts";
import { createDesks } from "./desks.ts";
import { faultPage } from "./page.ts";

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
    if (greeting === "stream") return eventStream(context, desk.serve);
    context.env.outgoing.destroy();
    return RESPONSE_ALREADY_SENT;
  });
  for (const name of faultNames) {
    routes.post(`/faults/:key/${name}`, (context) => {
      const desk = desks.known(context.req.param("key"));
      const problem = desk ? desk.inflict(name) : "This desk has no stream. Reload the page.";
      if (problem) return context.text(problem, 409);
      return context.redirect("/faults", 303);
    });
  }
  return routes;
}
