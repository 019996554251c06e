/** Where the sources of the website stand, here and on the web. */
import { fileURLToPath } from "node:url";

/** The folder of this repository, with a slash at its end. */
export const root = fileURLToPath(new URL("../../..", import.meta.url));

/** The folder of this app, with a slash at its end. */
export const here = fileURLToPath(new URL("..", import.meta.url));

/** The pages as VitePress reads them; written anew by every build. */
export const pagesFolder = `${here}.pages/`;

/** The built website. */
export const outFolder = `${here}dist/`;

export const repositoryUrl = "https://github.com/sse-html/sse";

/** Where the website stands on its host; the playground serves it below `/docs/`. */
export const base = process.env["SITE_BASE"] ?? "/docs/";

/**
 * Where the playground is: the one that serves these pages, or one that `SITE_PLAYGROUND` names. Pages on a host of their
 * own have none, and say how to run it.
 */
export function playground({ SITE_BASE: at, SITE_PLAYGROUND: named }: NodeJS.ProcessEnv = process.env): string {
  return named ?? (at ? "/tools#the-playground" : "http://localhost:8080/");
}

/** The address that canonical links begin with. */
export const siteUrl = "https://sse-html.github.io/sse/";
