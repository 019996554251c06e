/** `/`: what this is, shown by doing it, and the ways onward. */
import { Hono } from "hono";
import { html } from "hono/html";
import type { Environment } from "../environment.ts";
import { code, exhibit, source } from "../web/exhibit.ts";
import { highlight } from "../web/highlight.ts";
import { layout } from "../web/layout.ts";
import type { Markup } from "../web/markup.ts";
import { prose } from "../web/prose.ts";
import { wirePane } from "../web/wire-pane.ts";

const BYTES = "event: wind\ndata: 12\n\nevent: tide\ndata: 214\n\nevent: ferry\ndata: <li><i>Petrel</i> casts off</li>";

const ways = [
  {
    path: "/guide",
    name: "Learn it",
    text: "The attribute, keyword by keyword. Nine short chapters, each with a live example.",
  },
  { path: "/gallery", name: "See it", text: "A chat, moving prices, a deploy log, text that types itself." },
  { path: "/editor", name: "Try it", text: "Write a live page and its stream side by side. The link keeps both." },
  { path: "/faults", name: "Break it", text: "Cut your own connection in seven ways and count what was lost." },
] as const;

const happenings = [
  {
    name: "The page asks once",
    text: "`connect:/harbour` sends an ordinary request. The server responds and keeps the response open.",
  },
  {
    name: "The server adds a few lines",
    text: "When something happens, the server writes an event: a name, some HTML, a blank line. The pane above shows the events as they arrive. The format is Server-Sent Events: every browser reads it, and any server can write it.",
  },
  {
    name: "The attribute puts it in place",
    text: "`swap:tide` marks the element that shows the events named `tide`. If the connection breaks, it is reopened from where it broke. You write no script, and nothing polls.",
  },
] as const;

const steps = [
  {
    name: "Load one script",
    text: "No build, no dependencies. It works alone, and beside htmx 2 and 4.",
    code: highlight('<script src="/sse.min.js" defer></script>'),
  },
  {
    name: "Name the stream and the event",
    text: "Any element can be a source. Elements inside it name their events.",
    code: highlight('<ul hx-sse="connect:/events swap:news"></ul>'),
  },
  {
    name: "Send a line of HTML",
    text: "Render it with the tools that render your pages today, and send it with the content type `text/event-stream`.",
    code: html`${"event: news\ndata: <li>Fog lifts by noon</li>"}`,
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
          Your server sends a line of markup. The page shows it immediately, in the right place. One attribute says
          where it comes from and where it goes. The connection reconnects and resumes by itself.
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
      <section class="band" aria-labelledby="happening">
        <h2 id="happening">What is happening here</h2>
        <ol class="steps steps-told">
          ${happenings.map(
            ({ name, text }) =>
              html`<li>
                <h3>${name}</h3>
                <p>${prose(text)}</p>
              </li>`,
          )}
        </ol>
      </section>
      <section class="band" aria-labelledby="three">
        <h2 id="three">Three lines and you are live</h2>
        <ol class="steps">
          ${steps.map(
            (step) =>
              html`<li>
                <h3>${step.name}</h3>
                <p>${prose(step.text)}</p>
                ${code(step.code, step.name)}
              </li>`,
          )}
        </ol>
      </section>
      <section class="band both" aria-labelledby="server">
        <div>
          <h2 id="server">A whole server</h2>
          <p>
            Keep the response open and write to it: that is all a server has to do, in any language. This one is for
            Node; save it as <code>server.mjs</code>, run <code>node server.mjs</code>, and look at what
            <code>curl -N localhost:3000</code> prints.
          </p>
          <p>No server at hand? The <a href="/editor">editor</a> lends you one, and you decide what it sends.</p>
        </div>
        <div class="exhibit exhibit-code">
          <section class="pane pane-code" aria-label="server.mjs">
            <h3 class="pane-name">server.mjs</h3>
            ${code(html`${source("server", "mjs")}`, "A server in ten lines")}
          </section>
        </div>
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
