/** `/guide`, its chapters, and the streams that move them. */
import { Hono } from "hono";
import { html } from "hono/html";
import type { Environment } from "../environment.ts";
import { eventStream, publicStream } from "../streams/event-stream.ts";
import { narrate } from "../streams/narration.ts";
import { exhibit, source } from "../web/exhibit.ts";
import { layout } from "../web/layout.ts";
import type { Markup } from "../web/markup.ts";
import { plain, prose } from "../web/prose.ts";
import { serverCode } from "../web/server-code.ts";
import { wirePane } from "../web/wire-pane.ts";
import type { Chapter } from "./chapter.ts";
import { chapters } from "./chapters.ts";

const streamOf = ({ slug }: Chapter): string => `/guide/stream/${slug}`;

const contents = (current: Chapter): Markup =>
  html`<nav class="contents" aria-label="Chapters">
    <ol>
      ${chapters.map(
        (chapter) =>
          html`<li>
            <a href="/guide/${chapter.slug}" ${chapter === current ? html`aria-current="page"` : ""}
              >${chapter.title}</a
            >
          </li>`,
      )}
    </ol>
  </nav>`;

const entryList = (chapter: Chapter): Markup =>
  html`<dl class="entries">
    ${chapter.entries.map(
      ([name, meaning]) =>
        html`<div>
          <dt>${name.split(", ").map((each) => html`<code>${each}</code> `)}</dt>
          <dd>${prose(meaning)}</dd>
        </div>`,
    )}
  </dl>`;

function chapterPage(chapter: Chapter, next: Chapter | undefined): Markup {
  const { slug, title, summary, text, size, bytes, options = "", showsWire } = chapter;
  return layout({
    title: `${title} · The guide to hx-sse`,
    description: plain(summary),
    path: `/guide/${slug}`,
    body: html`<div class="guide">
      ${contents(chapter)}
      <article>
        <header class="lead">
          <h1>${title}</h1>
          <p class="standfirst">${prose(summary)}</p>
        </header>
        <div class="prose prose-before">${text}</div>
        ${exhibit({
          id: slug,
          markup: source(`guide/${slug}`),
          size,
          editor: `guide/${slug}`,
          ...(showsWire ? {} : { below: wirePane({ connect: streamOf(chapter), options, initial: bytes }) }),
        })}
        ${entryList(chapter)} ${serverCode(`guide/${slug}.ts`, ["streams/event-stream.ts"])}
        <nav class="onward" aria-label="Next">
          ${
            next
              ? html`<a href="/guide/${next.slug}"><span>Next chapter</span>${next.title}</a>`
              : html`<a href="/editor"><span>Now</span>Write your own, in the editor</a>`
          }
        </nav>
      </article>
    </div>`,
  });
}

const indexPage = (): Markup =>
  layout({
    title: "The guide to hx-sse",
    description:
      "The attribute, keyword by keyword, each with its markup, its result, the bytes and the code of the server.",
    path: "/guide",
    body: html`<header class="lead">
        <h1>The guide</h1>
        <p class="standfirst">
          The attribute, keyword by keyword. Every chapter shows the markup, the result, the bytes of the stream, and
          the code of the server.
        </p>
      </header>
      <ol class="index">
        ${chapters.map(
          ({ slug, title, summary }) =>
            html`<li>
              <a href="/guide/${slug}">${title}</a>
              <p>${prose(summary)}</p>
            </li>`,
        )}
      </ol>`,
  });

export function guideRoutes(): Hono<Environment> {
  const routes = new Hono<Environment>();
  routes.get("/guide", (context) => context.html(indexPage()));
  for (const [index, chapter] of chapters.entries()) {
    routes.get(`/guide/${chapter.slug}`, (context) => context.html(chapterPage(chapter, chapters[index + 1])));
    routes.get(streamOf(chapter), (context) =>
      eventStream(context, (stream) => chapter.run(stream, narrate(stream, "wire")), { headers: publicStream }),
    );
  }
  return routes;
}
