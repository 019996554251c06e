/** Every route of the playground, in one application. */
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { html } from "hono/html";
import { HTTPException } from "hono/http-exception";
import { trimTrailingSlash } from "hono/trailing-slash";
import { assetRoutes } from "./assets.ts";
import { docsRoutes } from "./docs/routes.ts";
import { editorRoutes } from "./editor/routes.ts";
import type { Environment, RouteContext } from "./environment.ts";
import { exampleRoutes } from "./examples/pages.ts";
import { faultRoutes } from "./faults/routes.ts";
import { galleryRoutes } from "./gallery/routes.ts";
import { guideRoutes } from "./guide/routes.ts";
import { homeRoutes } from "./home/routes.ts";
import { healthRoutes } from "./health.ts";
import { ChannelsTakenError, LogUnavailableError } from "./log/event-log.ts";
import type { Playground } from "./playground.ts";
import { sameSiteOnly, securityHeaders } from "./security.ts";
import { harbourRoutes } from "./home/harbour.ts";
import { publicStream } from "./streams/event-stream.ts";
import { streamRoutes } from "./examples/streams.ts";
import { layout } from "./web/layout.ts";

/** Bytes that a request may bring. */
const BODY_LIMIT = 64 * 1024;

/** Seconds after which a channel may have become free. */
const CHANNELS_FREED = "30";

/** Also the editor's frame, which has no origin, may read when to come again. */
const comeAgain = (seconds: string) => ({ "Retry-After": seconds, ...publicStream });

/** What a request is answered with that the log could not be asked for, or that has no place in it. */
function refusalFor(error: Error, context: RouteContext): Response | undefined {
  if (error instanceof LogUnavailableError)
    return context.text("The store of events cannot be reached. Try again.", 503, comeAgain("1"));
  if (error instanceof ChannelsTakenError)
    return context.text("Every place is taken. Try again later.", 503, comeAgain(CHANNELS_FREED));
  return error instanceof HTTPException ? error.getResponse() : undefined;
}

export function createApp(playground: Playground): Hono<Environment> {
  const app = new Hono<Environment>();
  app.use(trimTrailingSlash(), securityHeaders, sameSiteOnly, bodyLimit({ maxSize: BODY_LIMIT }));
  for (const routes of [
    healthRoutes(playground),
    assetRoutes(),
    streamRoutes(),
    harbourRoutes(),
    homeRoutes(),
    guideRoutes(),
    exampleRoutes(),
    galleryRoutes(playground),
    faultRoutes(playground),
    editorRoutes(playground),
    docsRoutes(),
  ])
    app.route("/", routes);
  app.notFound((context) =>
    context.html(
      layout({
        title: "Not here · hx-sse",
        description: "There is no page at this address.",
        path: "",
        body: html`<header class="lead">
          <h1>Not here</h1>
          <p class="standfirst">
            There is no page at this address. <a href="/">The first page</a> knows all the others.
          </p>
        </header>`,
      }),
      404,
    ),
  );
  app.onError((error, context) => {
    const refusal = refusalFor(error, context);
    if (refusal) return refusal;
    console.error(`${context.req.method} ${context.req.path}: ${error.message}`);
    return context.text("The playground stumbled over this request.", 500);
  });
  return app;
}
