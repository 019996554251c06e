/** `/gallery` and its pages. */
import { Hono } from "hono";
import { html } from "hono/html";
import type { Environment, RouteContext } from "../environment.ts";
import { exhibit, source } from "../web/exhibit.ts";
import type { Playground } from "../playground.ts";
import { layout } from "../web/layout.ts";
import type { Markup } from "../web/markup.ts";
import { plain, prose } from "../web/prose.ts";
import { serverCode } from "../web/server-code.ts";
import { answer } from "./answer.ts";
import { chat } from "./chat.ts";
import { dashboard } from "./dashboard.ts";
import { deploy } from "./deploy.ts";
import type { Furnish, Item } from "./item.ts";
import { job } from "./job.ts";
import { notices } from "./notices.ts";
import { presence } from "./presence.ts";
import { prices } from "./prices.ts";
import { servers } from "./servers.ts";

export const items: readonly Item[] = [prices, chat, deploy, job, notices, answer, dashboard, presence, servers];

/** Scripts of the pages, by the names they are served under. */
const clientSources: Readonly<Record<string, string>> = {
  "forms.js": "web/client/forms.ts",
  "dashboard.js": "gallery/client/dashboard.ts",
  "servers.js": "gallery/client/servers.ts",
};

const plainly: Furnish = async (markup) => ({ shown: markup, running: markup });

async function itemPage(item: Item, next: Item | undefined, furnish: Furnish, context: RouteContext): Promise<Markup> {
  const { slug, title, summary, notes, size, scripts = [], styles = [] } = item;
  const clients = scripts.map((name) => clientSources[name]).filter((path) => path !== undefined);
  const { shown, running } = await furnish(source(`gallery/${slug}`), context);
  return layout({
    title: `${title} · hx-sse`,
    description: plain(summary),
    path: `/gallery/${slug}`,
    scripts: ["wire.js", ...scripts],
    styles,
    body: html`<header class="lead">
        <p class="kicker"><a href="/gallery">Gallery</a></p>
        <h1>${title}</h1>
        <p class="standfirst">${prose(summary)}</p>
      </header>
      ${exhibit({
        id: slug,
        markup: shown,
        running,
        size,
        resultFirst: true,
        below: html`<div class="pane notes">${notes}</div>`,
      })}
      <section class="pane pane-wire" aria-label="Events">
        <h2 class="pane-name">On the wire</h2>
        <pre class="code wire" tabindex="0" role="region" aria-label="The last events of the streams" data-wire>
: the events of this page, as they arrive
data: …</pre>
      </section>
      ${serverCode(`gallery/${slug}.ts`, clients)}
      <nav class="onward" aria-label="Next">
        ${
          next
            ? html`<a href="/gallery/${next.slug}"><span>Next in the gallery</span>${next.title}</a>`
            : html`<a href="/faults"><span>Then</span>Break it, at the fault desk</a>`
        }
      </nav>`,
  });
}

const indexPage = (): Markup =>
  layout({
    title: "The gallery of hx-sse",
    description:
      "A chat, moving prices, a deploy log, text that types itself: complete examples with markup, bytes and server code.",
    path: "/gallery",
    body: html`<header class="lead">
        <h1>The gallery</h1>
        <p class="standfirst">
          Things people build with a stream. Each page shows its markup, the bytes of its stream, and the code of the
          server.
        </p>
      </header>
      <ol class="index">
        ${items.map(
          ({ slug, title, summary }) =>
            html`<li>
              <a href="/gallery/${slug}">${title}</a>
              <p>${prose(summary)}</p>
            </li>`,
        )}
      </ol>`,
  });

export function galleryRoutes(playground: Playground): Hono<Environment> {
  const routes = new Hono<Environment>();
  routes.get("/gallery", (context) => context.html(indexPage()));
  for (const [index, item] of items.entries()) {
    const furnish = item.routes(routes, playground) ?? plainly;
    routes.get(`/gallery/${item.slug}`, async (context) =>
      context.html(await itemPage(item, items[index + 1], furnish, context)),
    );
  }
  return routes;
}
