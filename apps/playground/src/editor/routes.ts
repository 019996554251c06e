/** `/editor`: the page, the stream that its visitor composes, and what feeds it. */
import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import type { Environment, RouteContext } from "../environment.ts";
import type { Playground } from "../playground.ts";
import { contentSecurityPolicy } from "../security.ts";
import { type EventStream, eventStream, publicStream } from "../streams/event-stream.ts";
import { type StreamEvent } from "../streams/wire.ts";
import { formOf } from "../web/form.ts";
import { createComposedStreams } from "./composed-stream.ts";
import { editorPage } from "./page.ts";
import { startingPoint } from "./starting-points.ts";

/** The editor writes a sandboxed frame, and what a visitor writes there may bring its own styles. */
const policy = contentSecurityPolicy({ "style-src": "'self' 'unsafe-inline'", "trusted-types": "sse editor" });

async function eventOf(context: RouteContext): Promise<StreamEvent> {
  const field = await formOf(context);
  const [event, id, retry] = [field("event"), field("id"), Number.parseInt(field("retry"), 10)];
  return {
    data: field("data"),
    ...(event && { event }),
    ...(id && { id }),
    ...(retry >= 0 && { retry: Math.min(retry, 3_600_000) }),
  };
}

/** What the editor says of an event that was sent. Other servers may have readers, too. */
function outcome(readers: number, shared: boolean): string {
  if (shared) return "Sent";
  if (readers === 0) return "Sent; nobody listens yet";
  return `Sent to ${readers} ${readers === 1 ? "stream" : "streams"}`;
}

export function editorRoutes({ log }: Playground): Hono<Environment> {
  const routes = new Hono<Environment>();
  const composed = createComposedStreams(log);
  const keyIn = (context: RouteContext): string => {
    const key = context.req.param("key") ?? "";
    if (!composed.isKey(key)) throw new HTTPException(404, { message: "This is no stream of the editor." });
    return key;
  };
  routes.get("/editor", (context) => {
    context.header("Content-Security-Policy", policy);
    context.header("Cache-Control", "no-store");
    return context.html(editorPage(composed.newKey(), startingPoint(context.req.query("from"))));
  });
  routes.get("/editor/:key/stream", async (context) => {
    const { outgoing } = context.env;
    let stream: EventStream | undefined;
    const leave = await composed.join(keyIn(context), (event) => stream?.send(event));
    if (outgoing.destroyed) leave();
    outgoing.once("close", leave);
    return eventStream(context, (opened) => (stream = opened), { headers: publicStream });
  });
  routes.post("/editor/:key/send", async (context) => {
    const sent = await composed.send(keyIn(context), await eventOf(context));
    if (sent === "too fast") return context.text("That is faster than twenty events a second.", 429);
    return context.text(outcome(sent.readers, log.shared));
  });
  return routes;
}
