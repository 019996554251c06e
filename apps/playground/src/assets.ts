/** The files the playground serves as they are: the browser bundle, its own styles and scripts, fonts. A fixed table, so no path can leave it. */
import { readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Hono } from "hono";
import { command } from "./command.ts";
import type { Environment } from "./environment.ts";

const resolve = (specifier: string): string => fileURLToPath(import.meta.resolve(specifier));
const here = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

const bundleFolder = join(dirname(resolve("@sse/htmx-legacy/package.json")), "dist");
const BUNDLE = join(bundleFolder, "sse.min.js");
const INSPECTOR = join(bundleFolder, "inspector.js");

const font = (family: string, axes = "wght"): string =>
  resolve(`@fontsource-variable/${family}/files/${family}-latin-${axes}-normal.woff2`);

/** What `pnpm build` makes of the client scripts. */
const built = [
  "editor.js",
  "frame.js",
  "forms.js",
  "faults.js",
  "servers.js",
  "wire.js",
  "dashboard.js",
  "dashboard.css",
];

const files: Readonly<Record<string, string>> = {
  "/sse.min.js": BUNDLE,
  "/sse.min.js.map": `${BUNDLE}.map`,
  "/client/inspector.js": INSPECTOR,
  "/client/inspector.js.map": `${INSPECTOR}.map`,
  // Beside the bundle too, where `sse.inspect()` looks for it.
  "/inspector.js": INSPECTOR,
  "/style.css": here("public/style.css"),
  "/favicon.svg": here("public/favicon.svg"),
  "/fonts/display.woff2": font("bricolage-grotesque"),
  "/fonts/text.woff2": font("instrument-sans"),
  "/fonts/mono.woff2": font("jetbrains-mono"),
  ...Object.fromEntries(built.map((name) => [`/client/${name}`, here(`dist/${name}`)])),
};

const types: Readonly<Record<string, string>> = {
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
  map: "application/json",
  woff2: "font/woff2",
};

/** Throws with the command that makes it, when the browser bundle is missing: no page would move without it. */
export async function requireBundle(file = BUNDLE): Promise<void> {
  const found = await stat(file).catch(() => undefined);
  if (!found) throw new Error(`packages/htmx-legacy/dist/sse.min.js is missing. Build it first: ${command("build")}`);
}

export function assetRoutes(): Hono<Environment> {
  const routes = new Hono<Environment>();
  for (const [path, file] of Object.entries(files)) {
    const extension = path.slice(path.lastIndexOf(".") + 1);
    const headers = {
      "Content-Type": types[extension] ?? "application/octet-stream",
      // The editor's frame has no origin of its own, and fonts ask for one.
      ...(extension === "woff2" && { "Access-Control-Allow-Origin": "*" }),
      "Cache-Control": extension === "woff2" ? "public, max-age=31536000, immutable" : "no-cache",
    };
    routes.get(path, async (context) => {
      const body = await readFile(file).catch(() => undefined);
      return body ? context.body(new Uint8Array(body), 200, headers) : context.text(`${path} has not been built.`, 404);
    });
  }
  return routes;
}
