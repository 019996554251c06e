/** `/examples` and the six pages below it. */
import { readFileSync } from "node:fs";
import { Hono } from "hono";
import { html } from "hono/html";
import type { Environment } from "../environment.ts";
import { code, exhibit, source } from "../web/exhibit.ts";
import { layout } from "../web/layout.ts";
import type { Markup } from "../web/markup.ts";
import { prose } from "../web/prose.ts";
import { type Example, examples } from "./example-list.ts";

/** The rules of the style sheet that begin with this class: what is shown is what styles the page. */
function rulesOf(name: string): string {
  const sheet = readFileSync(new URL("../../public/style.css", import.meta.url), "utf8");
  return sheet.match(new RegExp(`^\\.${name}\\b[^{]*\\{[^}]*\\}`, "gm"))?.join("\n") ?? "";
}

function examplePage(example: Example, next: Example | undefined): Markup {
  const { name, title, summary, text, size, styles } = example;
  return layout({
    title: `${title} · hx-sse`,
    description: summary,
    path: `/examples/${name}`,
    body: html`<header class="lead">
        <p class="kicker"><a href="/examples">Examples</a></p>
        <h1>${title}</h1>
        <p class="standfirst">${summary}</p>
      </header>
      ${exhibit({
        id: name,
        markup: source(name),
        size,
        cards: name !== "target",
        editor: `examples/${name}`,
        below: html`<div class="pane notes">${text.map((paragraph) => html`<p>${prose(paragraph)}</p>`)}</div>`,
      })}
      ${
        styles
          ? html`<section class="pane pane-rules" aria-label="Style sheet">
              <h2 class="pane-name">Style sheet</h2>
              ${code(html`${rulesOf(styles)}`, "Rules of the style sheet")}
            </section>`
          : ""
      }
      <nav class="onward" aria-label="Next">
        ${
          next
            ? html`<a href="/examples/${next.name}"><span>Next example</span>${next.title}</a>`
            : html`<a href="/gallery"><span>Then</span>Real things, in the gallery</a>`
        }
      </nav>`,
  });
}

const indexPage = (): Markup =>
  layout({
    title: "Examples · hx-sse",
    description: "Six small pages, one idea each: streams, named events, targets, transitions, triggers.",
    path: "/examples",
    body: html`<header class="lead">
        <h1>Examples</h1>
        <p class="standfirst">Six small pages, one idea each. Read them in order, or pick the one you need.</p>
      </header>
      <ol class="index">
        ${examples.map(
          ({ name, title, summary }) =>
            html`<li>
              <a href="/examples/${name}">${title}</a>
              <p>${summary}</p>
              <code>/examples/${name}</code>
            </li>`,
        )}
      </ol>`,
  });

export function exampleRoutes(): Hono<Environment> {
  const routes = new Hono<Environment>();
  routes.get("/examples", (context) => context.html(indexPage()));
  for (const [place, example] of examples.entries()) {
    routes.get(`/examples/${example.name}`, (context) => context.html(examplePage(example, examples[place + 1])));
  }
  return routes;
}
