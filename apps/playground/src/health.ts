/** `/health`: whether a load balancer should send anybody here. */
import { Hono } from "hono";
import type { Environment } from "./environment.ts";
import type { Playground } from "./playground.ts";

let draining = false;

/** From now on the answer is that nobody should come. */
export function drain(): void {
  draining = true;
}

export function healthRoutes({ server }: Playground): Hono<Environment> {
  return new Hono<Environment>().get("/health", (context) =>
    draining ? context.text(`${server} is going`, 503) : context.text(`${server} is up`),
  );
}
