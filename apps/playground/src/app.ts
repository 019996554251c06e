/** Every route of the playground, in one application. */
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { html } from "hono/html";
import { HTTPException } from "hono/http-exception";
import { trimTrailingSlash } from "hono/trailing-slash";
import { assetRoutes } from "./assets.ts";
import { editorRoutes } from "./editor/routes.ts";
import type { Environment } from "./environment.ts";
import { exampleRoutes } from "./examples/pages.ts";
import { faultRoutes } from "./faults/routes.ts";
import { galleryRoutes } from "./gallery/routes.ts";
import { guideRoutes } from "./guide/routes.ts";
import { homeRoutes } from "./home/routes.ts";
import { sameSiteOnly, securityHeaders } from "./security.ts";
import { harbourRoutes } from "./home/harbour.ts";
import { streamRoutes } from "./examples/streams.ts";
import { layout } from "./web/layout.ts";

/** Bytes that a request may bring. */
const BODY_LIMIT = 64 * 1024;

/** A fresh playground: its rooms and desks start empty. */
export function createApp(): Hono<Environment> {
  const app = new Hono<Environment>();
  app.use(trimTrailingSlash(), securityHeaders, sameSiteOnly, bodyLimit({ maxSize: BODY_LIMIT }));
  for (const routes of [
    assetRoutes(),
    streamRoutes(),
    harbourRoutes(),
    homeRoutes(),
    guideRoutes(),
    exampleRoutes(),
    galleryRoutes(),
    faultRoutes(),
    editorRoutes(),
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
    if (error instanceof HTTPException) return error.getResponse();
    console.error(`${context.req.method} ${context.req.path}: ${error.message}`);
    return context.text("The playground stumbled over this request.", 500);
  });
  return app;
}
