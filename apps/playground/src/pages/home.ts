/** `/`: what this is, shown by doing it, and the ways onward. */
import { Hono } from "hono";
import { html } from "hono/html";
import type { Environment } from "../environment.ts";
import { code, exhibit, source } from "../web/exhibit.ts";
import { highlight } from "../web/highlight.ts";
import { layout } from "../web/layout.ts";
import type { Markup } from "../web/markup.ts";
import { wirePane } from "../web/wire-pane.ts";

const BYTES = "event: wind\ndata: 12\n\nevent: tide\ndata: 214\n\nevent: ferry\ndata: <li><i>Petrel</i> casts off</li>";

const ways = [
  { path: "/guide", name: "Learn it", text: "The attribute, token by token. Nine short chapters, each one running." },
  { path: "/gallery", name: "See it", text: "A chat, moving prices, a deploy log, an answer that types itself." },
  { path: "/editor", name: "Try it", text: "Write a live page and its stream side by side. The link keeps both." },
  { path: "/faults", name: "Break it", text: "Cut your own connection in seven ways and count what was lost." },
] as const;

const steps = [
  {
    name: "Load one script",
    text: "No build, no dependencies. It works alone, and beside htmx 2 and 4.",
    code: highlight('<script src="/sse.min.js" defer></script>'),
  },
  {
    name: "Name the stream and the event",
    text: "Any element can be a source. Elements inside it say which event is theirs.",
    code: highlight('<ul hx-sse="connect:/news swap:headline"></ul>'),
  },
  {
    name: "Send a line of HTML",
    text: "From whatever renders your pages today. The content type is text/event-stream.",
    code: html`${"event: headline\ndata: <li>Fog lifts by noon</li>"}`,
  },
] as const;

const page = (): Markup =>
  layout({
    title: "hx-sse: HTML that arrives by itself",
    description:
      "One attribute puts the events of a server into the page as they happen. Learn it, try it, watch it, break it.",
    path: "/",
    body: html`<header class="hero">
        <h1>HTML that<br />arrives by itself.</h1>
        <p class="standfirst">
          Your server sends a line of markup. The page shows it, at once, in the right place. One attribute says where
          it comes from and where it goes; the connection looks after itself.
        </p>
        <p class="calls">
          <a class="button primary" href="/guide/hello">Begin the guide</a>
          <a class="button" href="/editor">Try it in the editor</a>
        </p>
      </header>
      ${exhibit({
        id: "harbour",
        markup: source("home"),
        size: "m",
        below: wirePane({ connect: "/harbour", initial: BYTES }),
      })}
      <section class="band" aria-labelledby="three">
        <h2 id="three">Three lines and you are live</h2>
        <ol class="steps">
          ${steps.map(
            (step) =>
              html`<li>
                <h3>${step.name}</h3>
                <p>${step.text}</p>
                ${code(step.code, step.name)}
              </li>`,
          )}
        </ol>
      </section>
      <section class="band" aria-labelledby="ways">
        <h2 id="ways">Where to go from here</h2>
        <ul class="ways">
          ${ways.map(
            ({ path, name, text }) =>
              html`<li>
                <a href="${path}">${name}</a>
                <p>${text}</p>
              </li>`,
          )}
        </ul>
      </section>`,
  });

export function homeRoutes(): Hono<Environment> {
  return new Hono<Environment>().get("/", (context) => context.html(page()));
}
