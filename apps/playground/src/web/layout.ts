/** The frame of every page: head, navigation, footer, scripts. */
import { html } from "hono/html";
import type { Markup } from "./markup.ts";

export interface Page {
  /** What the tab says; also the heading of shared links. */
  readonly title: string;
  readonly description: string;
  /** The address of the page, from the root. */
  readonly path: string;
  readonly body: Markup;
  /** More client modules than the inspector, by their name under `/client/`. */
  readonly scripts?: readonly string[];
  readonly styles?: readonly string[];
  readonly wide?: boolean;
  /** `false` where the page has nothing to inspect itself. */
  readonly inspected?: boolean;
}

const places = [
  { path: "/guide", name: "Guide" },
  { path: "/examples", name: "Examples" },
  { path: "/gallery", name: "Gallery" },
  { path: "/editor", name: "Editor" },
  { path: "/faults", name: "Faults" },
  { path: "/docs/", name: "Docs" },
] as const;

const navigation = (path: string): Markup =>
  html`<nav class="nav" aria-label="Sections">
    ${places.map(
      (place) =>
        html`<a
          href="${place.path}"
          ${path === place.path || path.startsWith(`${place.path}/`) ? html`aria-current="page"` : ""}
          >${place.name}</a
        >`,
    )}
  </nav>`;

const fonts = ["display", "text", "mono"].map(
  (name) => html`<link rel="preload" href="/fonts/${name}.woff2" as="font" type="font/woff2" crossorigin />`,
);

/** A whole document. */
export function layout({
  title,
  description,
  path,
  body,
  scripts = [],
  styles = [],
  wide = false,
  inspected = true,
}: Page): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <meta name="description" content="${description}" />
        ${path ? html`<link rel="canonical" href="${path}" />` : ""}
        <meta property="og:type" content="website" />
        <meta property="og:title" content="${title}" />
        <meta property="og:description" content="${description}" />
        <meta name="color-scheme" content="light dark" />
        ${fonts}
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/style.css" />
        ${styles.map((name) => html`<link rel="stylesheet" href="/client/${name}" />`)}
        <script src="/sse.min.js" defer></script>
        ${inspected ? html`<script src="/client/inspector.js" defer></script>` : ""}
        ${scripts.map((name) => html`<script src="/client/${name}" defer></script>`)}
      </head>
      <body class="${wide ? "wide" : ""}">
        <a class="skip" href="#main">Skip to the page</a>
        <header class="top">
          <a class="wordmark" href="/" ${path === "/" ? html`aria-current="page"` : ""}
            ><span class="wordmark-pulse"></span>hx-sse</a
          >
          ${navigation(path)}
        </header>
        <main id="main" class="main">
          <noscript>
            <p class="notice">JavaScript is off, so nothing on this page will move. Everything it says still holds.</p>
          </noscript>
          ${body}
        </main>
        <footer class="foot">
          <p>Everything that moves here is moved by <code>hx-sse</code>, from one script of a single server.</p>
          <p><a href="/sse.min.js">sse.min.js</a> <a href="/posts.html">A raw stream</a></p>
        </footer>
      </body>
    </html>`;
}
