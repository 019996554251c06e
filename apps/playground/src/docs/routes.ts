/** The website of `apps/site` below `/docs/`, as it was built. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { html } from "hono/html";
import type { Environment } from "../environment.ts";
import { contentSecurityPolicy } from "../security.ts";
import { layout } from "../web/layout.ts";

const BUILT = join(dirname(fileURLToPath(import.meta.resolve("@sse/site/package.json"))), "dist");

/** How often (seconds) a page that waits for the website asks again. */
const AGAIN = 5;

/** VitePress puts scripts and styles of its own into its pages, and makes the functions of its configuration from text. */
const policy = contentSecurityPolicy({
  "script-src": "'self' 'unsafe-inline' 'unsafe-eval'",
  "style-src": "'self' 'unsafe-inline'",
  "require-trusted-types-for": undefined,
  "trusted-types": undefined,
});

/** Addresses have no `.html`; a folder is its first page. */
function fileOf(path: string): string {
  const page = path.replace(/^\/docs/, "");
  if (page.endsWith("/")) return `${page}index.html`;
  return /\.[a-z0-9]+$/i.test(page) ? page : `${page}.html`;
}

const waiting = layout({
  title: "The docs are being built · hx-sse",
  description: "The docs are built when the playground starts.",
  path: "/docs/",
  inspected: false,
  body: html`<header class="lead">
    <h1>The docs are being built</h1>
    <p class="standfirst">
      That takes about half a minute after the first start. This page looks again every ${AGAIN} seconds.
    </p>
  </header>`,
});

export function docsRoutes(folder = BUILT): Hono<Environment> {
  const routes = new Hono<Environment>();
  routes.get("/docs", (context) => context.redirect("/docs/"));
  routes.use("/docs/*", async (context, next) => {
    if (!existsSync(join(folder, "index.html"))) {
      context.header("Refresh", String(AGAIN));
      return context.html(waiting, 503);
    }
    await next();
    context.header("Content-Security-Policy", policy);
  });
  routes.use("/docs/*", serveStatic({ root: folder, rewriteRequestPath: fileOf }));
  return routes;
}
