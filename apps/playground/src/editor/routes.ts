/** `/editor`: the page, the stream that its visitor composes, and what feeds it. */
import { Hono } from "hono";
import type { Environment } from "../environment.ts";
import { contentSecurityPolicy } from "../security.ts";
import { eventStream, publicStream } from "../streams/event-stream.ts";
import { type StreamEvent } from "../streams/wire.ts";
import { createComposedStreams } from "./composed-stream.ts";
import { editorPage } from "./page.ts";
import { startingPoint } from "./starting-points.ts";

/** The editor writes a sandboxed frame, and what a visitor writes there may bring its own styles. */
const policy = contentSecurityPolicy({ "style-src": "'self' 'unsafe-inline'", "trusted-types": "sse editor" });

function eventOf(body: Record<string, unknown>): StreamEvent {
  const text = (name: string): string => (typeof body[name] === "string" ? body[name] : "");
  const retry = Number.parseInt(text("retry"), 10);
  return {
    data: text("data"),
    ...(text("event") && { event: text("event") }),
    ...(text("id") && { id: text("id") }),
    ...(retry >= 0 && { retry: Math.min(retry, 3_600_000) }),
  };
}

export function editorRoutes(): Hono<Environment> {
  const routes = new Hono<Environment>();
  const composed = createComposedStreams();
  routes.get("/editor", (context) => {
    context.header("Content-Security-Policy", policy);
    context.header("Cache-Control", "no-store");
    return context.html(editorPage(composed.newKey(), startingPoint(context.req.query("from"))));
  });
  routes.get("/editor/:key/stream", (context) => {
    const stream = composed.stream(context.req.param("key"));
    if (!stream) return context.text("No stream is free.", 503, { "Retry-After": "10", ...publicStream });
    return eventStream(context, stream.join, { headers: publicStream });
  });
  routes.post("/editor/:key/send", async (context) => {
    const stream = composed.stream(context.req.param("key"));
    if (!stream) return context.text("No stream is free.", 503);
    const readers = stream.send(eventOf(await context.req.parseBody()));
    if (readers === undefined) return context.text("That is faster than twenty events a second.", 429);
    return context.text(String(readers));
  });
  return routes;
}
