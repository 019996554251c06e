/** The test streams: `/posts.html` and its sisters, and `/page/random` for triggers to fetch. */
import { Hono } from "hono";
import { cors } from "hono/cors";
import type { Environment } from "../environment.ts";
import { type EventStream, eventStream, publicStream } from "../streams/event-stream.ts";
import { fragment, fragmentKinds, randomPage } from "./fragments.ts";

const TYPES = 20;
const TYPE_LENGTH = 64;
const SHORTEST = 50;
const LONGEST = 60_000;

/** Event names of `?types=A,B`; none means unnamed events. What is too long or too many is left out. */
export function eventTypes(query: string | undefined): readonly string[] {
  return (query ?? "")
    .split(",")
    .map((type) => type.trim())
    .filter((type) => type !== "" && type.length <= TYPE_LENGTH)
    .slice(0, TYPES);
}

/** Milliseconds between events, from `?every=`; without it between 200 and 400, as a person notices one after the other. */
export function pause(query: string | undefined): () => number {
  const every = Number(query);
  if (!every || every < SHORTEST) return () => 200 + Math.random() * 200;
  return () => Math.min(every, LONGEST);
}

export function streamRoutes(): Hono<Environment> {
  const routes = new Hono<Environment>();
  // Anyone may read what is made up anyway; the frame of the editor, which has no origin, could not otherwise.
  routes.use("/page/random", cors());
  for (const kind of fragmentKinds) {
    routes.get(`/${kind}.html`, (context) => {
      const types = eventTypes(context.req.query("types"));
      const run = (stream: EventStream) => {
        let sent = Number.parseInt(stream.lastEventId, 10) || 0;
        const send = () => {
          sent += 1;
          stream.send({ id: String(sent), event: types[sent % types.length], data: fragment(kind) });
        };
        send();
        stream.every(pause(context.req.query("every")), send);
      };
      return eventStream(context, run, { headers: publicStream });
    });
  }
  routes.get("/page/random", (context) => context.html(randomPage()));
  return routes;
}
